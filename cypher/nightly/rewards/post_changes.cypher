// Posts what the SQL engine calculated of orders: what is due less what stands (rules R3 to R6, R9, R10), as
// nightly/rewards/post does. An entry that corrects names the first one of its grain.
// mode: write · grain: one entry per order, kind, payee, source and day
// $run: the number of this run · $stamp: the same as text, of equal length in all runs · $rows: each {order_id, kind, source, payee_id, day, amount}; source and payee_id (the company) may be ''
MATCH (company:Company)
UNWIND $rows AS row
CALL (row) {
  MATCH (o:Order {id: row.order_id}) RETURN o
  UNION ALL
  MATCH (o:Withdrawn {id: row.order_id}) RETURN o
}
OPTIONAL MATCH (m:Member {id: row.payee_id})
WITH o, row.kind AS kind, row.day AS day, row.amount AS amount, CASE WHEN row.source <> '' THEN row.source END AS source,
     CASE WHEN row.payee_id = '' THEN company ELSE m END AS payee
OPTIONAL MATCH (o)<-[e:EARNED {kind: kind, day: day}]-(payee) WHERE coalesce(e.source, '') = coalesce(source, '')
WITH o, payee, kind, source, day, amount, min(e.key) AS first
CREATE (payee)-[:EARNED {kind: kind, source: source, amount: amount, day: day, run: $run, corrects: first, key:
  {parts/entry_key}
}]->(o)
