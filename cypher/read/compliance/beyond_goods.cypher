// Members who earned more than all that their group bought since ever: themselves, their communities and everybody below.
// mode: read · grain: one row per member, those farthest beyond first
// $run: number of the run · $limit: how many at most
// returns: member_id, earned, goods: the group's volume (minor units)
MATCH (m:Member)-[:CURRENT]->() ((later WHERE later.from_run > $run)-[:BEFORE]->())*
      (v WHERE v.from_run <= $run AND v.to_run > $run)
WITH m.id AS member_id, v.earned AS earned, v.personal + v.team AS goods WHERE earned > goods
RETURN member_id, earned, goods
ORDER BY earned - goods DESC, member_id LIMIT $limit
