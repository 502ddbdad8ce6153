// Every line of a loaded order, for calculations outside of the graph.
// mode: read · grain: one row per line
// returns: at is the order's, microseconds UTC
MATCH (n:Order)-[c:CONTAINS]->(p:Product)
RETURN n.id AS order_id, c.line_no AS line_no, p.id AS product_id, c.quantity AS quantity, c.amount AS amount,
       coalesce(n.paid, n.at) AS at
