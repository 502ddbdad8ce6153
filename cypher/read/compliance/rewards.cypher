// What members earned on orders, by month of the entries' day, and what of it was set off by first packages, by sales of the
// payee itself (to direct recruits and customers of its communities), and by orders of customers. What hangs on no order, such as
// a pool share, is not in it.
// mode: read · grain: one row per month
// $run: number of the run
// returns: at (year*12+month-1), on_orders, first, own, retail_earned (minor units)
MATCH (t:Order|Withdrawn) WHERE EXISTS { (t)<-[:EARNED]-(:Member) }
CALL (t) {
  MATCH (t) ((newer WHERE newer.from_run > $run)-[:WAS]->())* (o WHERE o.from_run <= $run)<-[:PLACED]-(p)
  {parts/seller}
  OPTIONAL MATCH (p)-[:CURRENT]->() ((later WHERE later.from_run > $run)-[:BEFORE]->())*
                 (v WHERE v.from_run <= $run AND v.to_run > $run)
  RETURN seller, p:Customer AS retail, coalesce(v.since[0] = o.clk, false) AS first LIMIT 1
}
MATCH (m:Member)-[e:EARNED]->(t) WHERE e.run <= $run
WITH left(e.day, 7) AS month, e.amount AS amount, first, retail, coalesce(m = seller, false) AS own
WITH month, sum(amount) AS on_orders, sum(CASE WHEN first THEN amount ELSE 0 END) AS first,
     sum(CASE WHEN own THEN amount ELSE 0 END) AS own, sum(CASE WHEN retail THEN amount ELSE 0 END) AS retail_earned
RETURN toInteger(left(month, 4)) * 12 + toInteger(right(month, 2)) - 1 AS at, on_orders, first, own, retail_earned
ORDER BY at
