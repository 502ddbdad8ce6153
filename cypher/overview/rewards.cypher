// What the members of the company or of a team earned by month and kind: entries belong to the month of their day.
// mode: read · grain: one row per month and kind
// $run: number of the run
// $team: member id of the root of the team, empty for the whole company
// $from_day: first day, such as 2026-01-01 · $to_day: the day after the last one
CALL () {
  WITH $team AS team WHERE team = ''
  MATCH (m:Member) RETURN m
  UNION ALL
  MATCH (:Member {id: $team}) (()<-[up:SPONSORED_BY WHERE up.from_run <= $run AND up.to_run > $run]-())* (m:Member)
  RETURN m
}
MATCH (m)-[e:EARNED]->()
WHERE e.run <= $run AND e.day >= $from_day AND e.day < $to_day
RETURN substring(e.day, 0, 7) AS month, e.kind AS kind, sum(e.amount) AS amount
ORDER BY month, kind
