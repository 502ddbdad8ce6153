// Which of these members are loaded, since when, and how deep.
// mode: read
// $ids: list of texts
UNWIND $ids AS id MATCH (n:Member {id: id}) RETURN n.id AS id, n.joined AS at, n.depth AS depth
