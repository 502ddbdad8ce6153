// Every loaded order with its buyer, as it was paid, for calculations outside of the graph.
// mode: read · grain: one row per order
MATCH (n:Order)<-[:PLACED]-(b)
OPTIONAL MATCH (n)-[:IN_GROUP]->(g:Group)
RETURN n.id AS id, b.id AS buyer_id, coalesce(n.paid, n.at) AS at, n.amount AS amount, n.received AS received,
       g.id AS group_id
