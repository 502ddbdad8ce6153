// The plans in force, oldest first, as they were given.
// mode: read
MATCH (p:Plan)
WHERE EXISTS { MATCH (l:Ledger {id: 'upline'}) WHERE p.from_run <= l.published }
RETURN p.hash AS hash, p.name AS name, p.text AS text ORDER BY p.number
