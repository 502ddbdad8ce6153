// What is kept of one member as it was delivered, and whether its personal data was erased. The corrections are those of its
// sponsor, also withdrawn and replaced ones.
// mode: read · grain: one row
// $member: member id
// returns: member_id null where no such member is loaded; joined_at, erased_at in microseconds; owns: the communities it owns; leads: its buying groups; opening: its opening standing
OPTIONAL MATCH (m:Member {id: $member})
OPTIONAL MATCH (e:Erasure {id: $member})
RETURN m.id AS member_id, nullIf(m.sponsor_id, '') AS sponsor_id, m.joined AS joined_at, m.name AS name, m.channel AS channel,
       COLLECT { MATCH (m)-[:BUYS_IN]->(c:Community) RETURN c.id }[0] AS community_id,
       COLLECT { MATCH (m)-[:OWNS]->(c:Community) RETURN c.id ORDER BY c.id } AS owns,
       COLLECT { MATCH (g:Group)-[:LED_BY]->(m)
                 RETURN {group_id: g.id, opened_at: g.opens, closes_at: g.closes} ORDER BY g.opens, g.id } AS leads,
       COLLECT { MATCH (n:Opening)-[:OF]->(m) OPTIONAL MATCH (n)-[:OWNED_BY]->(t:Member)
                 RETURN {rank: n.rank, team_owner_id: t.id} }[0] AS opening,
       COLLECT { MATCH (c:Correction|WithdrawnCorrection|ReplacedCorrection)-[:MOVES]->(m)
                 OPTIONAL MATCH (c)-[:TO]->(s)
                 RETURN {decided_at: c.at, sponsor_id: s.id, reason: c.reason} ORDER BY c.at, c.reason } AS corrections,
       COLLECT { MATCH (a:Adjustment)-[:ADJUSTS]->(m)
                 RETURN {adjustment_id: a.id, day: a.day, amount: a.amount, reason: a.reason, decided_by: a.decided_by, approved_by: a.approved_by}
                 ORDER BY a.day, a.id } AS adjustments,
       COLLECT { MATCH (w:Withdrawal)-[:WITHDRAWN_BY]->(m)
                 RETURN {withdrawal_id: w.id, at: w.at, amount: w.amount, kind: w.kind, order_id: w.order_id} ORDER BY w.at, w.id } AS withdrawals,
       e.at AS erased_at, e.reason AS erased_reason
