// Orders with a package placed by everyone below some members, these not counted: read as many as are needed.
// mode: read · grain: one row per order
// $members: member ids
// $product: product id of the package
// $run: number of the run
UNWIND $members AS id
MATCH (:Member {id: id}) (()<-[d:SPONSORED_BY WHERE d.from_run <= $run AND d.to_run > $run]-())+ (x:Member)
MATCH (x)-[:PLACED]->(o)
WHERE o.from_run <= $run AND (o:Order OR o.to_run > $run) AND EXISTS { (o)-[:CONTAINS|CONTAINED]->(p:Product) WHERE p.id = $product }
RETURN o.id AS id, o.amount AS amount,
       COLLECT { MATCH (o)-[c:CONTAINS|CONTAINED]->(p:Product)
                 WHERE p.id = $product AND coalesce(c.from_run, 0) <= $run AND coalesce(c.to_run, $run + 1) > $run
                 RETURN {line_no: c.line_no, product_id: p.id, quantity: c.quantity, amount: c.amount} } AS lines,
       reduce(t = 0, a IN COLLECT { MATCH (f)-[:REFUNDS]->(o)
         WHERE f.from_run <= $run AND coalesce(f.to_run, $run + 1) > $run RETURN f.amount } | t + a) AS refunded
