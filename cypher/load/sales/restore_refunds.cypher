// Gives withdrawn refunds back what they are, as they were delivered last, after load/sales/replace_refunds.
// mode: write
// $rows: maps with the columns of the table
UNWIND $rows AS row
MATCH (f:WithdrawnRefund {id: row.refund_id})-[old:REFUNDS]->()
MATCH (o:Order {id: row.order_id})
DELETE old
CREATE (f)-[:REFUNDS]->(o)
SET f:Refund, f += {at: row.refunded_at, amount: row.amount, to_run: null}
REMOVE f:WithdrawnRefund
SET o.refunded = true
