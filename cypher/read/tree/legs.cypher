// Some rows of the direct recruits of one member, counted from the first in an order, and how many there are in all: group volume
// of a month, of the one before and of the twelve up to it, how many of the group bought in it, and what the next rank misses.
// `known` is false where a calculation is moving CURRENT at this moment, so ask again.
// mode: read · grain: one row
// $member: member id
// $start: what ids must begin with · $name: what names must contain, in small letters; empty for all
// $ranks: numbers of the ranks wanted
// $month: year*12+month-1
// $sort: column that is the key, member_id for the id alone, or name · $sign: 1 for ascending, -1 for descending
// $run: number of the run
// $skip: how many rows come before · $limit: how many rows
MATCH (:Member {id: $member})<-[l:SPONSORED_BY WHERE l.from_run <= $run AND l.to_run > $run]-(x:Member)
WHERE x.id STARTS WITH $start AND ($name = '' OR toLower(x.name) CONTAINS $name)
OPTIONAL CALL (x) {
  MATCH (x)-[:CURRENT]->() ((newer WHERE newer.from_run > $run)-[:BEFORE]->())*
        (v WHERE v.from_run <= $run AND v.to_run > $run)
  RETURN v LIMIT 1
}
WITH x, v WHERE v IS NULL OR v.rank IN $ranks
WITH x, v, CASE WHEN $month >= v.months THEN $month - v.months END AS at, CASE WHEN $month > v.months THEN $month - v.months - 1 END AS prior,
  {parts/short}
  AS short
WITH x, v, short, coalesce(v.group_by_month[at], 0) AS now, coalesce(v.group_by_month[prior], 0) AS before, coalesce(v.active_by_month[at], 0) AS active
WITH x.id AS id, v, now, before, active, short, toLower(coalesce(x.name, '')) AS name, v IS NOT NULL AS known, $sign * CASE $sort
  WHEN 'member_id' THEN 0 WHEN 'name' THEN 0 WHEN 'joined_at' THEN x.joined WHEN 'depth' THEN v.depth
  WHEN 'rank' THEN v.rank WHEN 'direct_recruits' THEN v.recruits WHEN 'team_size' THEN v.size WHEN 'personal_volume' THEN v.personal
  WHEN 'team_volume' THEN v.team WHEN 'group_volume' THEN v.personal + v.team WHEN 'earned' THEN v.earned
  WHEN 'held' THEN v.held WHEN 'available' THEN v.earned - v.held - coalesce(v.withdrawn, 0) WHEN 'month_volume' THEN now WHEN 'month_change' THEN now - before
  WHEN 'last_order' THEN coalesce(v.group_last_order, 0) WHEN 'active' THEN active WHEN 'missing' THEN CASE WHEN short > 0 THEN short ELSE 1000000 END END AS key
ORDER BY known, key, CASE WHEN $sort = 'name' AND $sign > 0 THEN name END,
         CASE WHEN $sort = 'name' THEN name END DESC, CASE WHEN $sign > 0 THEN id END, id DESC
WITH collect({member_id: id, known: known, v: v, now: now, before: before, active: active, short: short}) AS found
RETURN size(found) AS total, [one IN found[$skip..$skip + $limit] | {member_id: one.member_id, known: one.known, now: one.now, before: one.before,
  last_order: coalesce(one.v.group_last_order, 0), active: one.active, missing: one.short, months: [k IN range($month - 11, $month) |
    CASE WHEN k < one.v.months THEN 0 ELSE coalesce(one.v.group_by_month[k - one.v.months], 0) END]}] AS members
