// Everything that one member ordered, with lines and refunds; a withdrawn order is still there, without lines.
// mode: read · grain: one row per order
// $member: member id
// returns: times in microseconds, money in minor units
MATCH (:Member {id: $member})-[:PLACED]->(o:Order|Withdrawn)
OPTIONAL MATCH (o)-[:IN_GROUP]->(g:Group)
RETURN o.id AS order_id, coalesce(o.paid, o.at) AS paid_at, o.amount AS amount, o.channel AS channel, o.received AS received_at, o.revised AS revised_at, g.id AS group_id,
       o:Withdrawn AS withdrawn,
       COLLECT { MATCH (o)-[c:CONTAINS]->(p:Product)
                 RETURN {line_no: c.line_no, product_id: p.id, quantity: c.quantity, amount: c.amount, revised_at: c.revised} ORDER BY c.line_no } AS lines,
       COLLECT { MATCH (f:Refund)-[:REFUNDS]->(o)
                 RETURN {refund_id: f.id, refunded_at: f.at, amount: f.amount} ORDER BY f.at, f.id } AS refunds
ORDER BY paid_at, order_id
