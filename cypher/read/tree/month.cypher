// Volumes of one member in a month: its group's, that of the month before, its own, and when its group's last order was.
// `now` is null where a calculation is moving CURRENT at this moment, so ask again.
// mode: read · grain: one row
// $member: member id · $month: year*12+month-1
// $run: number of the run
MATCH (m:Member {id: $member})
OPTIONAL CALL (m) {
  MATCH (m)-[:CURRENT]->() ((newer WHERE newer.from_run > $run)-[:BEFORE]->())*
        (v WHERE v.from_run <= $run AND v.to_run > $run)
  RETURN v LIMIT 1
}
WITH v, CASE WHEN $month >= v.months THEN $month - v.months END AS at, CASE WHEN $month > v.months THEN $month - v.months - 1 END AS prior
RETURN CASE WHEN v IS NOT NULL THEN coalesce(v.group_by_month[at], 0) END AS now, coalesce(v.group_by_month[prior], 0) AS before,
       coalesce(v.personal_by_month[at], 0) AS own, coalesce(v.group_last_order, 0) AS last_order
