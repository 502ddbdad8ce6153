// Creates orders and who placed them; `lines` and `in_groups` in the same transaction complete them.
// mode: write
// $rows: maps with the columns of the table · $next_run: published run + 1
UNWIND $rows AS row
OPTIONAL MATCH (old:Order {id: row.order_id})
WITH row WHERE old IS NULL
OPTIONAL MATCH (m:Member {id: row.buyer_id})
OPTIONAL MATCH (c:Customer {id: row.buyer_id})
WITH row, coalesce(m, c) AS buyer
CREATE (buyer)-[:PLACED]->(:Order {id: row.order_id, at: row.paid_at, amount: row.amount, channel: row.channel,
                                   received: row.received_at, from_run: $next_run})
