// Replaces the channel of loaded orders.
// mode: write
// $rows: maps with the columns of the table
UNWIND $rows AS row
MATCH (n:Order {id: row.order_id})
SET n.channel = row.channel
