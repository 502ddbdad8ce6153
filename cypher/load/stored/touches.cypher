// The loaded touches among these.
// mode: read
// $ids: list of texts
UNWIND $ids AS id
MATCH (n:Touch {id: id})
OPTIONAL MATCH (n)-[:INVITED_BY]->(i:Member)
OPTIONAL MATCH (n)-[:BECAME]->(b)
RETURN n.id AS touch_id, n.visitor_id AS visitor_id, n.at AS at, n.channel AS channel, i.id AS inviter_id,
       b.id AS became_id
