// The loaded orders among these.
// mode: read
// $ids: list of texts
UNWIND $ids AS id
MATCH (n:Order {id: id})<-[:PLACED]-(b)
OPTIONAL MATCH (n)-[:IN_GROUP]->(g:Group)
RETURN n.id AS order_id, b.id AS buyer_id, n.at AS paid_at, n.amount AS amount, n.channel AS channel,
       g.id AS group_id, n.received AS received_at
