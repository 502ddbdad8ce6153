// The pointer: which run readers see.
// mode: read
// returns: number (0 before the first published run; no row in an empty database)
MATCH (l:Ledger {id: 'upline'})
RETURN coalesce(l.published, 0) AS number
