// Which of these communities are loaded. One without an owner is half of an interrupted load, so it is not.
// mode: read
// $ids: list of texts
UNWIND $ids AS id MATCH (n:Community {id: id})<-[:OWNS]-() RETURN n.id AS id, null AS at, null AS depth
