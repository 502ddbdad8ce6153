// Creates orders, who placed them, and all their lines: an order never stands without the lines it came with.
// mode: write
// $rows: maps with the columns of the table, and lines: a list of maps with line_no, product_id, quantity, amount
// $next_run: published run + 1
UNWIND $rows AS row
OPTIONAL MATCH (old:Order {id: row.order_id})
WITH row WHERE old IS NULL
OPTIONAL MATCH (m:Member {id: row.buyer_id})
OPTIONAL MATCH (c:Customer {id: row.buyer_id})
WITH row, coalesce(m, c) AS buyer
CREATE (buyer)-[:PLACED]->(o:Order {id: row.order_id, at: row.paid_at, amount: row.amount, channel: row.channel,
                                    received: row.received_at, from_run: $next_run})
WITH o, row
UNWIND row.lines AS line
MATCH (p:Product {id: line.product_id})
CREATE (o)-[:CONTAINS {line_no: line.line_no, quantity: line.quantity, amount: line.amount}]->(p)
