// Creates refunds.
// mode: write
// $rows: maps with the columns of the table · $next_run: published run + 1
UNWIND $rows AS row
OPTIONAL MATCH (old:Refund {id: row.refund_id})
WITH row WHERE old IS NULL
MATCH (o:Order {id: row.order_id})
CREATE (:Refund {id: row.refund_id, at: row.refunded_at, amount: row.amount, from_run: $next_run})-[:REFUNDS]->(o)
SET o.refunded = true
