// Which of these products are loaded.
// mode: read
// $ids: list of texts
UNWIND $ids AS id MATCH (n:Product {id: id}) RETURN n.id AS id, null AS at, null AS depth
