// All touches of the visitors that a touch says became a member.
// mode: read · grain: one row per touch
// $member: member id
// returns: touch_id, visitor_id, at (microseconds), channel, inviter_id, became_id, erased
MATCH (:Member {id: $member})<-[:BECAME]-(known:Touch)
WITH DISTINCT known.visitor_id AS visitor
MATCH (t:Touch {visitor_id: visitor})
OPTIONAL MATCH (t)-[:INVITED_BY]->(inviter)
OPTIONAL MATCH (t)-[:BECAME]->(person)
RETURN t.id AS touch_id, t.visitor_id AS visitor_id, t.at AS at, t.channel AS channel, inviter.id AS inviter_id,
       person.id AS became_id, t:Erased AS erased
ORDER BY at, touch_id
