// Every loaded order with its buyer, for calculations outside of the graph.
// mode: read · grain: one row per order
MATCH (n:Order)<-[:PLACED]-(b)
RETURN n.id AS id, b.id AS buyer_id, n.at AS at, n.amount AS amount, n.received AS received
