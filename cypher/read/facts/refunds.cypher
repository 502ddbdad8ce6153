// Every loaded refund of a loaded order, for calculations outside of the graph.
// mode: read · grain: one row per refund
MATCH (n:Refund)-[:REFUNDS]->(o:Order)
RETURN n.id AS id, o.id AS order_id, n.at AS at, n.amount AS amount
