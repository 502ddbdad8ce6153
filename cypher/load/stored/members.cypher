// The loaded members among these, with the columns they were delivered in.
// mode: read
// $ids: list of texts
UNWIND $ids AS id
MATCH (n:Member {id: id})
OPTIONAL MATCH (n)-[:BUYS_IN]->(c:Community)
RETURN n.id AS member_id, nullIf(n.sponsor_id, '') AS sponsor_id, n.joined AS joined_at, n.name AS name,
       n.channel AS channel, c.id AS community_id, n.depth AS depth
