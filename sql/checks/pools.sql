-- Pools (R7) as nightly/checks/pools has them: entries of a pool and day are its share for each holder; what was fed is what was shared
-- and what the last day carries; and once a run has shared a day, all that the facts feed is counted.
-- mode: read · grain: one row per pool, or pool and day, that breaks it · reads: due_shares, share_changes, ledger, plan_pools, pool_names
-- {day}: the number of the first day that is not over · {limit}: how many · minor units
SELECT pool, day, CAST(due AS BIGINT) AS due, CAST(posted AS BIGINT) AS posted
FROM (
  SELECT coalesce(s.pool, e.pool) AS pool, coalesce(s.day, e.day) AS day, coalesce(s.share * s.holders, 0) AS due, coalesce(e.amount, 0) AS posted
  FROM due_shares s
  FULL JOIN (SELECT pool, day, sum(amount) AS amount FROM ledger WHERE pool <> '' GROUP BY pool, day) e ON e.pool = s.pool AND e.day = s.day
  UNION ALL
  SELECT
    pool, '', sum(fed + adjusted), sum(share * holders) + sum(CASE WHEN place = 1 THEN carried ELSE 0 END)
  FROM (SELECT d.*, row_number() OVER (PARTITION BY d.pool ORDER BY d.day DESC) AS place FROM due_shares d) l
  GROUP BY pool
  UNION ALL
  SELECT n.pool, '', coalesce(f.fed, 0), coalesce(c.fed, 0)
  FROM pool_names n
  LEFT JOIN (
    SELECT p.rank, sum(p.amount * b.number) AS fed
    FROM bought b
    JOIN plan_pools p ON p.plan = b.plan AND p.package = b.package
    WHERE b.day < {day}
    GROUP BY p.rank
  ) f ON f.rank = n.rank
  LEFT JOIN (SELECT pool, sum(fed + adjusted) AS fed FROM due_shares GROUP BY pool) c ON c.pool = n.pool
  WHERE n.pool IN (SELECT pool FROM share_changes WHERE closed = 0)
) x
WHERE due <> posted
ORDER BY pool, day
LIMIT {limit}
