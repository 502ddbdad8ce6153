// Erases the name and the channel of a member, the e-mail addresses of its accounts, and the words of its sponsor corrections and
// adjustments, in every version; keeps that it was erased, so that no later delivery brings them back. The first erasure's time and reason stay.
// mode: write
// $member: member id · $at: microseconds · $reason: in words
MERGE (e:Erasure {id: $member})
ON CREATE SET e.at = $at, e.reason = $reason
WITH e
OPTIONAL MATCH (m:Member {id: $member})
SET m.name = null, m.channel = null
FOREACH (c IN COLLECT { MATCH (c:Correction|WithdrawnCorrection|ReplacedCorrection)-[:MOVES]->(m) RETURN c } |
  SET c.reason = null)
FOREACH (a IN COLLECT { MATCH (a:Adjustment)-[:ADJUSTS]->(m) RETURN a } | SET a.reason = null)
FOREACH (p IN COLLECT { MATCH (p:ProposedAdjustment {member_id: $member}) RETURN p } | SET p.reason = null)
FOREACH (account IN COLLECT { MATCH (account:Account {member_id: $member}) RETURN account } | SET account.email = null)
