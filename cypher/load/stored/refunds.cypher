// The loaded refunds among these.
// mode: read
// $ids: list of texts
UNWIND $ids AS id
MATCH (n:Refund {id: id})-[:REFUNDS]->(o)
RETURN n.id AS refund_id, o.id AS order_id, n.at AS refunded_at, n.amount AS amount
