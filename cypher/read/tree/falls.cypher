// For members whose groups bought less than in the month before: how much less the member itself, and the leg that fell most.
// `known` is false where a calculation is moving CURRENT at this moment, so ask again.
// mode: read · grain: one row per member that the run has
// $members: member ids · $month: year*12+month-1
// $run: number of the run
UNWIND $members AS id
MATCH (m:Member {id: id})
CALL (m) {
  RETURN m AS x
  UNION ALL
  MATCH (m)<-[l:SPONSORED_BY WHERE l.from_run <= $run AND l.to_run > $run]-(x:Member) RETURN x
}
OPTIONAL CALL (x) {
  MATCH (x)-[:CURRENT]->() ((newer WHERE newer.from_run > $run)-[:BEFORE]->())*
        (v WHERE v.from_run <= $run AND v.to_run > $run)
  RETURN v LIMIT 1
}
WITH m, x, v IS NOT NULL AS known, $month - v.months AS at, CASE WHEN x = m THEN v.personal_by_month ELSE v.group_by_month END AS volumes
WITH m, x, known, CASE WHEN at >= 0 THEN coalesce(volumes[at], 0) ELSE 0 END - CASE WHEN at > 0 THEN coalesce(volumes[at - 1], 0) ELSE 0 END AS change
ORDER BY change, x.id
WITH m, collect({member_id: x.id, name: x.name, change: change, known: known, own: x = m}) AS parts
RETURN m.id AS member_id, all(one IN parts WHERE one.known) AS known,
       [one IN parts WHERE one.own][0].change AS own, [one IN parts WHERE NOT one.own][0] AS leg
