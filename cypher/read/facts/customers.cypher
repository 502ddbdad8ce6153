// Every customer with its community, for calculations outside of the graph.
// mode: read · grain: one row per customer
MATCH (n:Customer)
OPTIONAL MATCH (n)-[:BUYS_IN]->(c:Community)
RETURN n.id AS id, c.id AS community_id, n.joined AS joined
