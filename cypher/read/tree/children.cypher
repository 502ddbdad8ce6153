// The direct recruits of some members with the largest group volume of a month, then of all time, equal ones by id, with their figures.
// Without figures (`rank` is null): a calculation is moving CURRENT at this moment, so ask again.
// mode: read · grain: one row per member asked of
// $members: member ids · $limits: how many recruits of each, in the same order
// $month: year*12+month-1
// $run: number of the run
UNWIND range(0, size($members) - 1) AS place
MATCH (m:Member {id: $members[place]}) WHERE m.from_run <= $run
OPTIONAL MATCH (m)<-[l:SPONSORED_BY WHERE l.from_run <= $run AND l.to_run > $run]-(x:Member)
OPTIONAL CALL (x) {
  MATCH (x)-[:CURRENT]->() ((newer WHERE newer.from_run > $run)-[:BEFORE]->())*
        (v WHERE v.from_run <= $run AND v.to_run > $run)
  RETURN v LIMIT 1
}
WITH place, m, x, v, v.personal + v.team AS group, CASE WHEN $month >= v.months THEN $month - v.months END AS at, CASE WHEN $month > v.months THEN $month - v.months - 1 END AS prior
WITH place, m, x, v, group, coalesce(v.group_by_month[at], 0) AS now, coalesce(v.group_by_month[prior], 0) AS before, coalesce(v.personal_by_month[at], 0) AS own
ORDER BY now DESC, group DESC, x.id
WITH place, m, collect(CASE WHEN x IS NOT NULL THEN {member_id: x.id, name: x.name, rank: v.rank, recruits: v.recruits,
                                                     size: v.size, group: group, now: now, before: before, own: own, last_order: coalesce(v.group_last_order, 0)} END) AS found
RETURN m.id AS member_id, found[0..$limits[place]] AS children
ORDER BY place
