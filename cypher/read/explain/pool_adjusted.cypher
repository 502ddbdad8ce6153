// The first day of a pool that a run shared when it knew of a change about an earlier, closed day.
// mode: read · grain: one row
// $pool: its name · $day: the earlier day · $since: the first run that knew of the change · $run: number of the run
OPTIONAL MATCH (p:Pool {name: $pool})-[:SHARED]->(s:Share)
WHERE p.day > $day AND s.from_run >= $since AND s.from_run <= $run AND s.to_run > $run
RETURN coalesce(min(p.day), '') AS later
