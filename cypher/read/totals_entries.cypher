// The ledger in one figure per kind: what members earned of it, and what was due to nobody (breakage).
// mode: read · grain: one row per kind
// $run: number of the run
MATCH (payee)-[e:EARNED]->() WHERE e.run <= $run
WITH e.kind AS kind, payee:Company AS breakage, sum(e.amount) AS amount
RETURN kind, sum(CASE WHEN breakage THEN 0 ELSE amount END) AS earned,
       sum(CASE WHEN breakage THEN amount ELSE 0 END) AS breakage
ORDER BY kind
