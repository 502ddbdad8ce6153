-- What each pool is fed and among how many it is shared, day by day; the carrying over is folded day after day.
-- mode: read · grain: one row per day and pool · reads: plan_pools · after: pools/holding, network/days
-- {first}: the first day that is not closed · {last}: the last day that is over as of the run · {package}: the entry package
SELECT d.day, r.rank, coalesce(o.orders, 0) AS orders, coalesce(f.fed, 0) AS fed, coalesce(h.holders, 0) AS holders
FROM sale_days d
CROSS JOIN (SELECT DISTINCT rank FROM plan_pools) r
LEFT JOIN (SELECT day, count(*) AS orders FROM bought WHERE package = {package} GROUP BY day) o ON o.day = d.day
LEFT JOIN (
  SELECT b.day, p.rank, CAST(sum(b.number * p.amount) AS BIGINT) AS fed
  FROM bought b
  JOIN plan_pools p ON p.plan = b.plan AND p.package = b.package
  GROUP BY b.day, p.rank
) f ON f.day = d.day AND f.rank = r.rank
LEFT JOIN (
  SELECT d2.day, h2.rank, count(*) AS holders
  FROM sale_days d2
  JOIN holding h2 ON h2.first_day <= d2.day AND h2.end_day > d2.day
  GROUP BY d2.day, h2.rank
) h ON h.day = d.day AND h.rank = r.rank
WHERE d.day >= {first} AND d.day <= {last}
ORDER BY d.day, r.rank
