// Replaces the channel of loaded orders, and fills in when they were received.
// mode: write
// $rows: maps with the columns of the table
UNWIND $rows AS row
MATCH (n:Order {id: row.order_id})
SET n.channel = row.channel, n.received = row.received_at
