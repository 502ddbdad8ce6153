// The loaded products among these.
// mode: read
// $ids: list of texts
UNWIND $ids AS id
MATCH (n:Product {id: id})
RETURN n.id AS product_id, n.name AS name, n.category AS category
