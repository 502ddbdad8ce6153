// name: entries
// The ledger in one figure per kind: what members earned of it, and what was due to nobody (breakage).
// mode: read · grain: one row per kind
// $run: number of the run
MATCH (payee)-[e:EARNED]->() WHERE e.run <= $run
WITH e.kind AS kind, payee:Company AS breakage, sum(e.amount) AS amount
RETURN kind, sum(CASE WHEN breakage THEN 0 ELSE amount END) AS earned,
       sum(CASE WHEN breakage THEN amount ELSE 0 END) AS breakage
ORDER BY kind

// name: pools
// Each pool (R7) in figures: what it was fed (adjustments with it), what it shared, and what its last day carries on.
// mode: read · grain: one row per pool
// $run: number of the run
MATCH (p:Pool)-[:SHARED]->(s:Share) WHERE s.from_run <= $run < s.to_run
WITH p, s ORDER BY p.day
RETURN p.name AS pool, sum(s.fed + coalesce(s.adjusted, 0)) AS fed, sum(s.share * s.holders) AS shared, collect(s.carried)[-1] AS carried
ORDER BY pool

// name: ranks
// How many members hold each rank in a run, and what is held back of their earnings.
// mode: read · grain: one row per rank
// $run: number of the run
MATCH (m:Member)-[:CURRENT]->() ((newer WHERE newer.from_run > $run)-[:BEFORE]->())*
      (v WHERE v.from_run <= $run AND v.to_run > $run)
RETURN v.rank AS rank, count(m) AS members, sum(v.held) AS held
ORDER BY rank

// name: revenue
// The revenue of a run: the amounts of its orders, of members and of customers, net of its refunds.
// mode: read
// $run: number of the run · $open: to_run of an open version
CALL () {
  MATCH (o:Order|Withdrawn|Replaced) WHERE o.from_run <= $run AND coalesce(o.to_run, $open) > $run
  RETURN coalesce(sum(o.amount), 0) AS ordered
}
CALL () {
  MATCH (f)-[:REFUNDS]->(o)
  WHERE f.from_run <= $run AND coalesce(f.to_run, $open) > $run
    AND o.from_run <= $run AND coalesce(o.to_run, $open) > $run
  RETURN coalesce(sum(f.amount), 0) AS refunded
}
RETURN ordered - refunded AS revenue
