-- On the evenings of which days members hold the rank of a pool (R7): from the day they reach it to that on which they
-- reach the next one, or for good where higher ranks share too (holders: at_least).
-- makes: holding(m, rank, first_day, end_day) · grain: one row per member and rank of a pool · reads: plan_pools
-- {exact}: 1 for holders: exact, else 0 · end_day is not in it
CREATE TABLE holding AS
SELECT m, rank, first_day, end_day FROM (
  SELECT
    s.m,
    s.rank,
    coalesce(o.day, -1000000) AS first_day,
    CASE WHEN {exact} = 1 AND n.m IS NOT NULL THEN coalesce(p.day, -1000000) ELSE 1000000 END AS end_day
  FROM since s
  JOIN (SELECT DISTINCT rank FROM plan_pools) r ON r.rank = s.rank
  LEFT JOIN package_orders o ON o.seq = s.since
  LEFT JOIN since n ON n.m = s.m AND n.rank = s.rank + 1
  LEFT JOIN package_orders p ON p.seq = n.since
) x
WHERE first_day < end_day
