// What the pools shared on one day in a run, and the run that calculated it.
// mode: read · grain: one row per pool
// $names: names of the pools · $day: the day · $run: number of the run
MATCH (p:Pool)-[:SHARED]->(s:Share) WHERE p.name IN $names AND p.day = $day AND s.from_run <= $run AND s.to_run > $run
RETURN p.name AS name, s.fed AS fed, s.holders AS holders, s.share AS share, s.carried AS carried,
       coalesce(s.adjusted, 0) AS adjusted, s.from_run AS run
