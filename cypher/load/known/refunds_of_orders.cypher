// All loaded refunds of these orders.
// mode: read
// $ids: list of texts, ids of orders
UNWIND $ids AS id
MATCH (n:Refund)-[:REFUNDS]->(o:Order {id: id})
RETURN n.id AS refund_id, o.id AS order_id, n.at AS refunded_at, n.amount AS amount
