// All loaded lines of these orders.
// mode: read
// $ids: list of texts, ids of orders
UNWIND $ids AS id
MATCH (n:Order {id: id})-[c:CONTAINS]->(p:Product)
RETURN n.id AS order_id, c.line_no AS line_no, p.id AS product_id, c.quantity AS quantity, c.amount AS amount
