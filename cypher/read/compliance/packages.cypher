// What of members' orders that stand falls on packages that confer a rank, by month: net of refunds, which lower all lines of an
// order in proportion.
// mode: read · grain: one row per month
// $products: product ids of the packages
// $run: number of the run · $open: to_run of an open version · $as_of: the run's, microseconds · $zone: the plan's time zone
// returns: at (year*12+month-1), packages (minor units)
MATCH (q:Product) WHERE q.id IN $products
MATCH (q)<-[:CONTAINS|CONTAINED]-(o)<-[:PLACED]-(:Member)
WHERE o.from_run <= $run AND (o:Order OR o.to_run > $run) AND o.at <= $as_of
WITH DISTINCT o
CALL (o) {
  MATCH (o)-[c:CONTAINS|CONTAINED]->(q)
  WHERE coalesce(c.from_run, 0) <= $run AND coalesce(c.to_run, $open) > $run
  RETURN sum(c.amount) AS every, sum(CASE WHEN q.id IN $products THEN c.amount ELSE 0 END) AS part
}
CALL (o) {
  OPTIONAL MATCH (f)-[:REFUNDS]->(o) WHERE f.from_run <= $run AND coalesce(f.to_run, $open) > $run AND f.at <= $as_of
  WITH coalesce(sum(f.amount), 0) AS back
  RETURN o.amount - back AS net
}
WITH o, net, part, every WHERE net > 0 AND part > 0
WITH datetime({epochMillis: o.at / 1000, timezone: $zone}) AS paid,
  {parts/portion}
  AS amount
RETURN paid.year * 12 + paid.month - 1 AS at, sum(amount) AS packages
ORDER BY at
