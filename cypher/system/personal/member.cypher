// What is kept of one member as it was delivered, and whether its personal data was erased. The corrections are those of its
// sponsor, also withdrawn and replaced ones.
// mode: read · grain: one row
// $member: member id
// returns: member_id null where no such member is loaded; joined_at, erased_at in microseconds; owns: the communities it owns
OPTIONAL MATCH (m:Member {id: $member})
OPTIONAL MATCH (e:Erasure {id: $member})
RETURN m.id AS member_id, nullIf(m.sponsor_id, '') AS sponsor_id, m.joined AS joined_at, m.name AS name, m.channel AS channel,
       COLLECT { MATCH (m)-[:BUYS_IN]->(c:Community) RETURN c.id }[0] AS community_id,
       COLLECT { MATCH (m)-[:OWNS]->(c:Community) RETURN c.id ORDER BY c.id } AS owns,
       COLLECT { MATCH (c:Correction|WithdrawnCorrection|ReplacedCorrection)-[:MOVES]->(m)
                 OPTIONAL MATCH (c)-[:TO]->(s)
                 RETURN {decided_at: c.at, sponsor_id: s.id, reason: c.reason} ORDER BY c.at, c.reason } AS corrections,
       e.at AS erased_at, e.reason AS erased_reason
