// Replaces the channel of loaded orders, and fills in when they were received: from the next run on (`received_run`).
// mode: write
// $rows: maps with the columns of the table
UNWIND $rows AS row
MATCH (n:Order {id: row.order_id})
OPTIONAL MATCH (l:Ledger {id: 'upline'})
SET n.received_run = CASE WHEN n.received IS NULL AND row.received_at IS NOT NULL THEN coalesce(l.published, 0) + 1 ELSE n.received_run END,
    n.channel = row.channel, n.received = row.received_at
