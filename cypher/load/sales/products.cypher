// Creates products, and replaces the name and category of those that are there.
// mode: write
// $rows: maps with the columns of the table
UNWIND $rows AS row
MERGE (n:Product {id: row.product_id})
SET n.name = row.name, n.category = row.category
