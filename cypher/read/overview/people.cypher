// The members of the company or of a team by rank, and how many of them were there, paying and active, with their
// volume, in a month and in the one before it. Paying: holds a rank above the lowest by the month's end. Active: has
// personal volume in the month. A calculation that moves CURRENT meanwhile can hide a version: then ask again.
// mode: read · grain: one row per rank
// $run: number of the run
// $team: member id of the root of the team, which is counted with it; empty for the whole company
// $month: year*12+month-1
// $before: first microsecond of the month · $end: the microsecond after its last one
// $point_before: the same as a point on the clock · $point_end: that of the end
// returns: rank (null where a version was hidden), members, and of both months joined, paying, active, volume
CALL () {
  WITH $team AS team WHERE team = ''
  MATCH (m:Member) RETURN m
  UNION ALL
  MATCH (:Member {id: $team}) (()<-[up:SPONSORED_BY WHERE up.from_run <= $run AND up.to_run > $run]-())* (m:Member)
  RETURN m
}
WITH m WHERE m.from_run <= $run
OPTIONAL CALL (m) {
  MATCH (m)-[:CURRENT]->() ((newer WHERE newer.from_run > $run)-[:BEFORE]->())*
        (v WHERE v.from_run <= $run AND v.to_run > $run)
  RETURN v LIMIT 1
}
WITH m, v, $month - v.months AS at, v.since[0] AS since
WITH m, v, since,
     CASE WHEN at >= 0 THEN coalesce(v.personal_by_month[at], 0) ELSE 0 END AS now,
     CASE WHEN at >= 1 THEN coalesce(v.personal_by_month[at - 1], 0) ELSE 0 END AS then
RETURN v.rank AS rank, count(*) AS members,
       sum(CASE WHEN m.joined < $end THEN 1 ELSE 0 END) AS joined,
       sum(CASE WHEN m.joined < $before THEN 1 ELSE 0 END) AS joined_before,
       sum(CASE WHEN since < $point_end THEN 1 ELSE 0 END) AS paying,
       sum(CASE WHEN since < $point_before THEN 1 ELSE 0 END) AS paying_before,
       sum(CASE WHEN now > 0 THEN 1 ELSE 0 END) AS active,
       sum(CASE WHEN then > 0 THEN 1 ELSE 0 END) AS active_before,
       sum(now) AS volume, sum(then) AS volume_before
ORDER BY rank
