// Own orders of members that stand, where a plan asks how active somebody is.
// mode: read · grain: one row per member with orders
// $members: member ids · $as_of: microseconds · returns: member_id, orders: [microsecond, order id, net amount in minor units]
UNWIND $members AS id
MATCH (m:Member {id: id})
RETURN m.id AS member_id,
       COLLECT { MATCH (m)-[:PLACED]->(o:Order) WHERE o.at <= $as_of RETURN [o.at, o.id, coalesce(o.net, o.amount)] } AS orders
