// What each pool (R7) was fed and shared on each of its days, in the order of days, then pools.
// mode: read · grain: one row per pool and day
// $run: number of the run
// $pool: name of the pool, empty for all
// $from: first day, empty for the beginning · $to: the day after the last one, empty for no end
MATCH (p:Pool)-[:SHARED]->(s:Share)
WHERE s.from_run <= $run AND s.to_run > $run AND ($pool = '' OR p.name = $pool)
  AND p.day >= $from AND ($to = '' OR p.day < $to)
RETURN p.name AS pool, p.day AS day, s.orders AS orders, s.fed AS fed, s.holders AS holders,
       s.share AS share, s.carried AS carried, coalesce(s.adjusted, 0) AS adjusted
ORDER BY day, pool
