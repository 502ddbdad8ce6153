// Which of these customers are loaded, and since when.
// mode: read
// $ids: list of texts
UNWIND $ids AS id MATCH (n:Customer {id: id}) RETURN n.id AS id, n.joined AS at, null AS depth
