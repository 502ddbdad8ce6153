// Which of these buying groups are loaded.
// mode: read
// $ids: list of texts
UNWIND $ids AS id MATCH (n:Group {id: id}) RETURN n.id AS id, null AS at, null AS depth
