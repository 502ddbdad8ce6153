// Keeps the secret of a second step until a code proves that the account's app has it; the one before is no longer good.
// mode: write
// $name: name of the account · $secret: base32
// returns: a row, if there is such an account
MATCH (a:Account {name: $name})
SET a.totp_new = $secret
RETURN a.name AS name
