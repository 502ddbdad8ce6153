// Posts what the SQL engine calculated of orders as nightly/rewards/post_changes does, before anything is published: no entry is
// corrected, and every order counts.
// mode: write · grain: one entry per order, kind, payee, source and day
// $run: the number of this run · $stamp: the same as text, of equal length in all runs · $rows: as nightly/rewards/post_changes
MATCH (company:Company)
UNWIND $rows AS row
MATCH (o:Order {id: row.order_id})
OPTIONAL MATCH (m:Member {id: row.payee_id})
WITH o, row.kind AS kind, row.day AS day, row.amount AS amount, CASE WHEN row.source <> '' THEN row.source END AS source,
     CASE WHEN row.payee_id = '' THEN company ELSE m END AS payee
CREATE (payee)-[:EARNED {kind: kind, source: source, amount: amount, day: day, run: $run, key:
  {parts/entry_key}
}]->(o)
