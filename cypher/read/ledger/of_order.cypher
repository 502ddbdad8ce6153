// The ledger entries of one order, which may have been withdrawn since.
// mode: read · grain: one row per entry
// $run: number of the run
// $order: order id
// $kind: kind wanted, empty for all
// $from: first day, empty for the beginning · $to: the day after the last one, empty for no end
CALL () {
  MATCH (o:Order {id: $order}) RETURN o AS target
  UNION
  MATCH (o:Withdrawn {id: $order}) RETURN o AS target
}
MATCH (payee)-[e:EARNED]->(target)
WHERE e.run <= $run AND ($kind = '' OR e.kind = $kind)
  AND e.day >= $from AND ($to = '' OR e.day < $to)
RETURN e.key AS key, e.run AS run, e.kind AS kind, coalesce(e.source, '') AS source,
       CASE WHEN payee:Company THEN '' ELSE payee.id END AS payee_id, coalesce(payee.name, '') AS name,
       CASE WHEN target:Pool THEN null ELSE target.id END AS order_id,
       CASE WHEN target:Pool THEN target.name END AS pool,
       e.day AS day, e.amount AS amount, e.corrects AS corrects
ORDER BY kind, payee_id, source, run, key
