// Every posting of an order in the order of runs, with the time that its run was calculated for.
// mode: read · grain: one row per entry
// $order: order id
// $run: number of the run
CALL () {
  MATCH (o:Order {id: $order}) RETURN o
  UNION
  MATCH (o:Withdrawn {id: $order}) RETURN o
}
MATCH (payee)-[e:EARNED]->(o) WHERE e.run <= $run
OPTIONAL MATCH (r:Run {number: e.run})
RETURN e.key AS key, e.run AS run, r.as_of AS as_of, e.kind AS kind, coalesce(e.source, '') AS source,
       CASE WHEN payee:Company THEN '' ELSE payee.id END AS payee_id, e.amount AS amount
ORDER BY run, kind, source, payee_id, key
