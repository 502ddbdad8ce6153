// The ledger entries of a day that orders brought, in the order of the clock. The label PackageOrder and the clock stay on a
// withdrawn order, which keeps its entries and those that took them back. One that came back with another time lies where it
// lay in the run; what it had brought on another day, and what took that back, is found there.
// mode: read · grain: one row per entry
// $run: number of the run · $day: the day
// $start: its first point on the clock · $end: the point after the last one
// $kind: kind wanted, empty for all
CALL () {
  MATCH (o:PackageOrder) WHERE o.clk >= $start AND o.clk < $end AND o.from_run <= $run
  RETURN o AS target, o AS seen
  UNION ALL
  MATCH (was:Replaced) WHERE was.clk >= $start AND was.clk < $end AND was.from_run <= $run
  MATCH (was)<-[:WAS*]-(o:Order|Withdrawn)
  RETURN o AS target, was AS seen
}
WITH target, max([seen.from_run, seen.clk])[1] AS clk
MATCH (payee)-[e:EARNED]->(target)
WHERE e.run <= $run AND e.day = $day AND ($kind = '' OR e.kind = $kind)
RETURN e.key AS key, e.run AS run, e.kind AS kind, coalesce(e.source, '') AS source,
       CASE WHEN payee:Company THEN '' ELSE payee.id END AS payee_id, coalesce(payee.name, '') AS name,
       CASE WHEN target:Pool THEN null ELSE target.id END AS order_id,
       CASE WHEN target:Pool THEN target.name END AS pool,
       e.day AS day, e.amount AS amount, e.corrects AS corrects
ORDER BY clk, kind, payee_id, source, run, key
