// Adds lines to orders.
// mode: write
// $rows: maps with the columns of order_lines
UNWIND $rows AS row
MATCH (o:Order {id: row.order_id})
MATCH (p:Product {id: row.product_id})
MERGE (o)-[c:CONTAINS {line_no: row.line_no}]->(p)
SET c.quantity = row.quantity, c.amount = row.amount
