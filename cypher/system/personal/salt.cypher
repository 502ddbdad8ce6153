// The salt of the marks by which touches that were erased are known again; made the first time.
// mode: write
// $salt: a random text
// returns: salt
MATCH (l:Ledger {id: 'upline'})
SET l.salt = coalesce(l.salt, $salt)
RETURN l.salt AS salt
