// The ledger entries of one member in the order of the clock: within a day orders first, then pools. An order that came back with another
// time lies where it lay in the run.
// mode: read · grain: one row per entry
// $run: number of the run
// $member: member id
// $kind: kind wanted, empty for all
// $order: order id, empty for all
// $from: first day, empty for the beginning · $to: the day after the last one, empty for no end
MATCH (payee:Member {id: $member})-[e:EARNED]->(target)
WHERE e.run <= $run AND ($kind = '' OR e.kind = $kind) AND ($order = '' OR target.id = $order AND NOT target:Total)
  AND e.day >= $from AND ($to = '' OR e.day < $to)
WITH payee, e, target, CASE WHEN target.from_run > $run THEN COLLECT {
  MATCH (target)-[:WAS*]->(was) WHERE was.from_run <= $run RETURN was.clk ORDER BY was.from_run DESC LIMIT 1 }[0]
  ELSE target.clk END AS clk
RETURN e.key AS key, e.run AS run, e.kind AS kind, coalesce(e.source, '') AS source,
       CASE WHEN payee:Company THEN '' ELSE payee.id END AS payee_id, coalesce(payee.name, '') AS name,
       CASE WHEN target:Pool OR target:Total THEN null ELSE target.id END AS order_id,
       CASE WHEN target:Pool THEN target.name END AS pool,
       e.day AS day, e.amount AS amount, e.corrects AS corrects
ORDER BY day, target:Pool OR target:Total, clk, kind, payee_id, pool, source, run, key
