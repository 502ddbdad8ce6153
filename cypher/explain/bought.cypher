// The orders of one member that contain packages, with what was refunded of them: which count is for the reader to say.
// mode: read · grain: one row per order
// $member: member id
// $products: product ids of the packages
// $run: number of the run
MATCH (:Member {id: $member})-[:PLACED]->(o:Order) WHERE o.from_run <= $run
MATCH (o)-[c:CONTAINS]->(p:Product) WHERE p.id IN $products
WITH o, collect({line_no: c.line_no, product_id: p.id, quantity: c.quantity, amount: c.amount}) AS lines
RETURN o.id AS id, o.at AS at, o.amount AS amount, lines,
       reduce(t = 0, a IN COLLECT { MATCH (f:Refund|WithdrawnRefund)-[:REFUNDS]->(o)
         WHERE f.from_run <= $run AND coalesce(f.to_run, $run + 1) > $run RETURN f.amount } | t + a) AS refunded
ORDER BY at, id
