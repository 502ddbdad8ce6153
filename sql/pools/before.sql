-- What each pool begins with (R7): what its last closed day carries on, and what its closed days are fed by the facts less
-- what the runs so far counted.
-- mode: read · grain: one row per pool · reads: plan_pools, closed_pools · after: network/bought · {first}: the first day that is not closed
SELECT
  r.rank,
  coalesce(c.carried, 0) AS carried,
  CAST(coalesce(f.fed, 0) - coalesce(c.counted, 0) AS BIGINT) AS adjusted
FROM (SELECT DISTINCT rank FROM plan_pools) r
LEFT JOIN (
  SELECT p.rank, CAST(sum(b.number * p.amount) AS BIGINT) AS fed
  FROM bought b
  JOIN plan_pools p ON p.plan = b.plan AND p.package = b.package
  WHERE b.day < {first}
  GROUP BY p.rank
) f ON f.rank = r.rank
LEFT JOIN (
  SELECT rank, CAST(sum(fed + adjusted) AS BIGINT) AS counted, max_by(carried, day) AS carried
  FROM closed_pools
  GROUP BY rank
) c ON c.rank = r.rank
ORDER BY r.rank
