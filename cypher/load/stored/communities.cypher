// The loaded communities among these; one without an owner is half of an interrupted load, so it is not.
// mode: read
// $ids: list of texts
UNWIND $ids AS id
MATCH (n:Community {id: id})<-[:OWNS]-(m:Member)
RETURN n.id AS community_id, m.id AS owner_id, n.name AS name, n.channel AS channel
