// The standings of single members in a run, as read/standings/list has them, and the names of their sponsors.
// Without figures (rank is null): a calculation is moving CURRENT at this moment, so ask again.
// mode: read · grain: one row per member, in the order asked for
// $members: member ids
// $run: number of the run
UNWIND range(0, size($members) - 1) AS place
MATCH (m:Member {id: $members[place]}) WHERE m.from_run <= $run
OPTIONAL CALL (m) {
  MATCH (m)-[:CURRENT]->() ((newer WHERE newer.from_run > $run)-[:BEFORE]->())*
        (v WHERE v.from_run <= $run AND v.to_run > $run)
  RETURN v LIMIT 1
}
OPTIONAL MATCH (m)-[up:SPONSORED_BY WHERE up.from_run <= $run AND up.to_run > $run]->(sponsor:Member)
OPTIONAL MATCH (m)-[team:IN_TEAM_OF WHERE team.from_run <= $run AND team.to_run > $run]->(owner:Member)
RETURN m.id AS member_id, m.name AS name, m.joined AS joined, sponsor.id AS sponsor_id,
       sponsor.name AS sponsor_name, v.depth AS depth, v.rank AS rank, size(coalesce(v.since, [])) AS highest_rank, v.rank_order_id AS rank_order_id,
       owner.id AS team_owner_id, v.recruits AS recruits, v.size AS size, v.personal AS personal,
       v.personal + v.team AS group, v.earned AS earned, v.held AS held, coalesce(v.withdrawn, 0) AS withdrawn, coalesce(v.waiting, 0) AS waiting
ORDER BY place
