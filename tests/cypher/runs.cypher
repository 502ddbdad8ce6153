// All runs, published or not.
// mode: read
MATCH (r:Run), (l:Ledger)
RETURN r.number AS number, r.state AS state, l.published AS published ORDER BY number
