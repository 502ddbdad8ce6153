// The ids of all loaded refunds of these orders.
// mode: read · grain: one row per refund
// $ids: list of texts, ids of orders
UNWIND $ids AS id
MATCH (n:Refund)-[:REFUNDS]->(:Order {id: id})
RETURN n.id AS id
