// Gives withdrawn orders back what they are, as they were delivered last. What they were is kept before (load/sales/replace_orders).
// mode: write
// $rows: maps with the columns of the table
UNWIND $rows AS row
MATCH (o:Withdrawn {id: row.order_id})
OPTIONAL MATCH (o)-[g:IN_GROUP]->()
OPTIONAL MATCH (o)<-[p:PLACED]-()
DELETE g, p
WITH DISTINCT o, row
SET o:Order, o += {at: row.paid_at, amount: row.amount, channel: row.channel, received: row.received_at, to_run: null}
REMOVE o:Withdrawn
WITH o, row
OPTIONAL MATCH (m:Member {id: row.buyer_id})
OPTIONAL MATCH (c:Customer {id: row.buyer_id})
WITH o, coalesce(m, c) AS buyer
CREATE (buyer)-[:PLACED]->(o)
