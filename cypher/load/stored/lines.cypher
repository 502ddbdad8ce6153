// All loaded lines of these orders, with the properties that columns are kept in.
// mode: read · grain: one row per line
// $ids: list of texts, ids of orders · $properties: list of names
// returns: order_id; product_id; cells: values, in the order of $properties
UNWIND $ids AS id
MATCH (n:Order {id: id})-[c:CONTAINS]->(p:Product)
RETURN n.id AS order_id, p.id AS product_id, [name IN $properties | c[name]] AS cells
