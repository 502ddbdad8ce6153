// What was withdrawn in all, and from whom more was than is available: such withdrawals stand, as the money is gone.
// mode: read · grain: one row
// $open: to_run of an open version · $limit: how many members are named
// returns: members: who withdrew anything; withdrawn: minor units; overdrawn: how many below 0; first: maps of member, withdrawn, available (minor units), those farthest below 0
MATCH (m:Member)-[:CURRENT]->(s:Standing {to_run: $open}) WHERE s.withdrawn > 0
WITH m, s.withdrawn AS withdrawn, s.earned - s.held - s.withdrawn AS available ORDER BY available, m.id
WITH count(*) AS members, sum(withdrawn) AS withdrawn, collect(CASE WHEN available < 0 THEN {member: m.id, withdrawn: withdrawn, available: available} END) AS below
RETURN members, withdrawn, size(below) AS overdrawn, below[..$limit] AS first
