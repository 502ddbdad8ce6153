// Adds lines to orders. Those of an order that a run has counted already say from which run on they are there.
// mode: write
// $rows: maps with order_id, line_no and product_id, and properties: a map · $next_run: published run + 1
UNWIND $rows AS row
MATCH (o:Order {id: row.order_id})
MATCH (p:Product {id: row.product_id})
MERGE (o)-[c:CONTAINS {line_no: row.line_no}]->(p)
ON CREATE SET c.from_run = CASE WHEN o.from_run < $next_run THEN $next_run END
SET c += row.properties
