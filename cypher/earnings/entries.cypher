// The ledger entries of a stretch of days, sorted by any of their columns and then by their key.
// mode: read · grain: one row per entry
// $run: number of the run
// $team: member id of the root of the team of the payees; empty for all of them and breakage
// $from_day: first day · $to_day: the day after the last one
// $start: the first of the days as a point on the clock · $end: the point after the last
// $kind: kind wanted, empty for all · $payee: what ids of payees begin with, empty for all
// $order: what ids of orders begin with, empty for all, pools among them
// $least: smallest amount in minor units, null for none · $most: largest amount, null for none
// $channel: that of the order's buyer, empty for all
// $sort: day, kind, payee_id, order_id, amount or run · $down: whether the largest comes first
// $skip: how many to leave out · $limit: how many at most
CALL () {
  WITH $team AS team WHERE team = ''
  CALL () {
    MATCH (o:PackageOrder) WHERE o.clk >= $start AND o.clk < $end RETURN o
    UNION
    MATCH (was:Replaced) WHERE was.clk >= $start AND was.clk < $end
    MATCH (was)<-[:WAS*]-(o:Order|Withdrawn) RETURN o
  }
  MATCH (payee)-[e:EARNED]->(o) RETURN payee, e, o AS target
  UNION ALL
  WITH $team AS team WHERE team = ''
  MATCH (p:Pool) WHERE $from_day <= p.day < $to_day
  MATCH (payee)-[e:EARNED]->(p) RETURN payee, e, p AS target
  UNION ALL
  MATCH (:Member {id: $team}) (()<-[up:SPONSORED_BY WHERE up.from_run <= $run AND up.to_run > $run]-())* (m:Member)
  MATCH (m)-[e:EARNED]->(target) RETURN m AS payee, e, target
}
WITH payee, e, target
WHERE e.run <= $run AND $from_day <= e.day < $to_day AND ($kind = '' OR e.kind = $kind)
  AND ($payee = '' OR (payee:Member AND payee.id STARTS WITH $payee))
  AND ($order = '' OR (NOT target:Pool AND target.id STARTS WITH $order))
  AND ($least IS NULL OR e.amount >= $least) AND ($most IS NULL OR e.amount <= $most)
  AND ($channel = '' OR EXISTS {
    (target) ((newer WHERE newer.from_run > $run)-[:WAS]->())* (seen WHERE seen.from_run <= $run)<-[:PLACED]-(buyer)
    WHERE buyer.channel = $channel })
WITH e, target, CASE WHEN payee:Company THEN '' ELSE payee.id END AS payee_id,
     CASE WHEN payee:Company THEN '' ELSE coalesce(payee.name, '') END AS name
WITH e, target, payee_id, name,
     CASE $sort WHEN 'kind' THEN e.kind WHEN 'payee_id' THEN payee_id WHEN 'amount' THEN e.amount WHEN 'run' THEN e.run
       WHEN 'order_id' THEN CASE WHEN target:Pool THEN target.name ELSE target.id END ELSE e.day END AS place
ORDER BY CASE WHEN $down THEN place END DESC, place, e.key SKIP $skip LIMIT $limit
RETURN e.key AS key, e.run AS run, e.kind AS kind, coalesce(e.source, '') AS source, payee_id, name,
       CASE WHEN target:Pool THEN '' ELSE target.id END AS order_id,
       CASE WHEN target:Pool THEN target.name ELSE '' END AS pool, e.day AS day, e.amount AS amount,
       coalesce(e.corrects, '') AS corrects
ORDER BY CASE WHEN $down THEN place END DESC, place, key
