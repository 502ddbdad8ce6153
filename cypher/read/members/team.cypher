// Everybody below one member in a sorted stretch: one walk down. Members come in the order of a key and, where keys are
// equal, of ids; `known` is false where a calculation is moving CURRENT at this moment, so ask again.
// mode: read · grain: one row per member
// $member: member id · $including: whether the member itself is wanted
// $first: the first member id wanted · $end: the id after the last one
// $sort: column that is the key, member_id for the id alone · $sign: 1 for ascending, -1 for descending
// $key: the key, with its sign, that a row must be behind of · $after: the id that one with this key must be behind of
// $run: number of the run · $limit: how many rows
MATCH (top:Member {id: $member})<-[ls:SPONSORED_BY*0..]-(x:Member)
WHERE all(l IN ls WHERE l.from_run <= $run AND l.to_run > $run)
WITH DISTINCT x
WHERE ($including OR x.id <> $member) AND x.id >= $first AND x.id < $end
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
