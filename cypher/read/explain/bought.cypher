// The orders of one member that contain packages, with what was refunded of them: which count is for the reader to say.
// mode: read · grain: one row per order
// $member: member id
// $products: product ids of the packages
// $run: number of the run
MATCH (:Member {id: $member})-[:PLACED]->(o) WHERE o.from_run <= $run AND (o:Order OR o.to_run > $run)
MATCH (o)-[c:CONTAINS|CONTAINED]->(p:Product)
WHERE p.id IN $products AND coalesce(c.from_run, 0) <= $run AND coalesce(c.to_run, $run + 1) > $run
WITH o, collect({line_no: c.line_no, product_id: p.id, quantity: c.quantity, amount: c.amount}) AS lines
RETURN o.id AS id, o.at AS at, o.amount AS amount, lines,
       reduce(t = 0, a IN COLLECT { MATCH (f)-[:REFUNDS]->(o)
         WHERE f.from_run <= $run AND coalesce(f.to_run, $run + 1) > $run RETURN f.amount } | t + a) AS refunded
ORDER BY at, id
