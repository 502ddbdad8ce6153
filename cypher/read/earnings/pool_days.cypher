// What the members of a team earned of the pools (R7) by day: theirs alone, as a pool tells of others.
// mode: read · grain: one row per pool and day
// $run: number of the run
// $team: member id of the root of the team
// $from_day: first day, empty for the beginning · $to_day: the day after the last one
MATCH (:Member {id: $team}) (()<-[up:SPONSORED_BY WHERE up.from_run <= $run AND up.to_run > $run]-())* (m:Member)
MATCH (m)-[e:EARNED]->(p:Pool)
WHERE e.run <= $run AND $from_day <= e.day < $to_day
RETURN p.name AS pool, p.day AS day, sum(e.amount) AS shared
ORDER BY day, pool
