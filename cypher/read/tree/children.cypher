// The direct recruits of some members with the largest group volume, equal ones by id, with their figures.
// Without figures (`rank` is null): a calculation is moving CURRENT at this moment, so ask again.
// mode: read · grain: one row per member asked of
// $members: member ids · $limits: how many recruits of each, in the same order
// $run: number of the run
UNWIND range(0, size($members) - 1) AS place
MATCH (m:Member {id: $members[place]}) WHERE m.from_run <= $run
OPTIONAL MATCH (m)<-[l:SPONSORED_BY WHERE l.from_run <= $run AND l.to_run > $run]-(x:Member)
OPTIONAL CALL (x) {
  MATCH (x)-[:CURRENT]->() ((newer WHERE newer.from_run > $run)-[:BEFORE]->())*
        (v WHERE v.from_run <= $run AND v.to_run > $run)
  RETURN v LIMIT 1
}
WITH place, m, x, v, v.personal + v.team AS group ORDER BY group DESC, x.id
WITH place, m, collect(CASE WHEN x IS NOT NULL THEN {member_id: x.id, name: x.name, rank: v.rank, recruits: v.recruits,
                                                     size: v.size, personal: v.personal, group: group} END) AS found
RETURN m.id AS member_id, found[0..$limits[place]] AS children
ORDER BY place
