// The loaded customers among these.
// mode: read
// $ids: list of texts
UNWIND $ids AS id
MATCH (n:Customer {id: id})
OPTIONAL MATCH (n)-[:BUYS_IN]->(c:Community)
RETURN n.id AS customer_id, c.id AS community_id, n.joined AS joined_at, n.channel AS channel
