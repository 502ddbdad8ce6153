// Members whose rewards since ever are more than a share of their own sales: what their direct recruits and the customers of
// their communities bought, net of refunds; and what of both customers bought. Those who are farthest above it come first.
// mode: read · grain: one row per member
// $run: number of the run · $open: to_run of an open version · $as_of: the run's, microseconds
// $start: first microsecond · $end: the microsecond after the last, at most the one after as_of
// $over: numerator of the share · $under: its denominator · $limit: how many at most
// returns: member_id, earned, sold, retail_sold, retail_earned (minor units)
MATCH (m:Member) WHERE m.from_run <= $run AND EXISTS { (m)-[:EARNED]->() }
CALL (m) { MATCH (m)-[e:EARNED]->() WHERE e.run <= $run RETURN sum(e.amount) AS earned }
WITH m, earned WHERE earned > 0
CALL (m) {
  {parts/sold_to}
  WITH p, p:Customer AS retail, p.ordered AS times, CASE WHEN p.ordered_from <= $run THEN p.ordered_net END AS nets
  UNWIND
    {parts/paid}
    AS sale
  RETURN coalesce(sum(sale[1]), 0) AS sold, coalesce(sum(CASE WHEN retail THEN sale[1] ELSE 0 END), 0) AS retail_sold
}
WITH m, earned, sold, retail_sold, earned - (sold / $under * $over + sold % $under * $over / $under) AS beyond
WHERE beyond > 0
ORDER BY beyond DESC, m.id LIMIT $limit
CALL (m) {
  MATCH (m)-[e:EARNED]->(t:Order|Withdrawn) WHERE e.run <= $run AND EXISTS {
    (t) ((newer WHERE newer.from_run > $run)-[:WAS]->())* (o WHERE o.from_run <= $run)<-[:PLACED]-(:Customer) }
  RETURN coalesce(sum(e.amount), 0) AS retail_earned
}
RETURN m.id AS member_id, earned, sold, retail_sold, retail_earned
ORDER BY beyond DESC, member_id
