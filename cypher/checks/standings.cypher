// The open standing of every member with its sponsor and team owner, for the calculation beside this one to compare.
// mode: read · grain: one row per member
// $open: to_run of an open version
// returns: ids ('' none), volumes and money in minor units; columns as in sql/standings/standings
MATCH (m:Member)-[:CURRENT]->(s:Standing {to_run: $open})
OPTIONAL MATCH (m)-[:SPONSORED_BY {to_run: $open}]->(sponsor)
OPTIONAL MATCH (m)-[:IN_TEAM_OF {to_run: $open}]->(owner)
RETURN m.id AS member_id, coalesce(sponsor.id, '') AS sponsor_id, s.depth AS depth, s.rank AS rank,
       s.rank_order_id AS rank_order_id, coalesce(owner.id, '') AS team_owner_id, s.recruits AS direct_recruits,
       s.size AS team_size, s.personal AS personal, s.team AS team, s.earned AS earned, s.held AS held
