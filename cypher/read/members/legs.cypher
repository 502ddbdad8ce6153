// The direct recruits of one member, in a sorted stretch; keys, `known` and order as in read/members/team.
// mode: read · grain: one row per direct recruit
// $member: member id
// $sort: column that is the key, member_id for the id alone · $sign: 1 for ascending, -1 for descending
// $key: the key, with its sign, that a row must be behind of · $after: the id that one with this key must be behind of
// $run: number of the run · $limit: how many rows
MATCH (:Member {id: $member})<-[l:SPONSORED_BY WHERE l.from_run <= $run AND l.to_run > $run]-(x:Member)
OPTIONAL CALL (x) {
  WITH x WHERE NOT $sort IN ['member_id', 'joined_at']
  MATCH (x)-[:CURRENT]->() ((newer WHERE newer.from_run > $run)-[:BEFORE]->())*
        (v WHERE v.from_run <= $run AND v.to_run > $run)
  RETURN v LIMIT 1
}
WITH x.id AS id, v IS NOT NULL OR $sort IN ['member_id', 'joined_at'] AS known, $sign * CASE $sort
  WHEN 'member_id' THEN 0 WHEN 'joined_at' THEN x.joined WHEN 'depth' THEN v.depth WHEN 'rank' THEN v.rank
  WHEN 'direct_recruits' THEN v.recruits WHEN 'team_size' THEN v.size WHEN 'personal_volume' THEN v.personal
  WHEN 'team_volume' THEN v.team WHEN 'group_volume' THEN v.personal + v.team WHEN 'earned' THEN v.earned
  WHEN 'held' THEN v.held WHEN 'available' THEN v.earned - v.held - coalesce(v.withdrawn, 0) END AS key
WHERE NOT known OR key > $key OR (key = $key AND CASE WHEN $sign > 0 THEN id > $after ELSE id < $after END)
RETURN id AS member_id, key, known
ORDER BY known, key, CASE WHEN $sign > 0 THEN id END, id DESC LIMIT $limit
