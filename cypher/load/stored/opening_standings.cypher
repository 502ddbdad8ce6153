// The loaded opening standings of these members.
// mode: read
// $ids: list of texts
UNWIND $ids AS id
MATCH (n:Opening {id: id})
OPTIONAL MATCH (n)-[:OWNED_BY]->(t:Member)
RETURN n.id AS member_id, n.rank AS rank, t.id AS team_owner_id
