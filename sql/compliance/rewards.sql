-- What members earned on orders by month, and what of it by first packages, on sales of the payee and on orders of customers, as
-- read/compliance/rewards counts it. Entries that were taken back add up to nothing, in months that are there all the same.
-- mode: read · grain: one row per month · reads: ledger · after: rewards/due, ranks/held · minor units
SELECT
  at, CAST(sum(on_orders) AS BIGINT) AS on_orders, CAST(sum(first) AS BIGINT) AS first, CAST(sum(own) AS BIGINT) AS own,
  CAST(sum(retail_earned) AS BIGINT) AS retail_earned
FROM (
  SELECT
    year(d.on_day) * 12 + month(d.on_day) - 1 AS at, d.amount AS on_orders,
    CASE WHEN h.m IS NOT NULL THEN d.amount ELSE 0 END AS first,
    CASE WHEN d.payee = coalesce(t.p, b.first_member) THEN d.amount ELSE 0 END AS own,
    CASE WHEN o.m IS NULL THEN d.amount ELSE 0 END AS retail_earned
  FROM (
    SELECT seq, payee, CAST(date_add(DATE '1970-01-01', CAST(day AS INT)) AS DATE) AS on_day, sum(amount) AS amount
    FROM due
    WHERE payee IS NOT NULL
    GROUP BY 1, 2, 3
  ) d
  JOIN package_orders o ON o.seq = d.seq
  LEFT JOIN tree t ON t.m = o.m
  LEFT JOIN (SELECT DISTINCT order_id, first_member FROM order_bases WHERE m IS NULL) b ON b.order_id = o.order_id
  LEFT JOIN (SELECT m, min(since) AS since FROM held GROUP BY m) h ON h.m = o.m AND h.since = d.seq
  UNION ALL
  SELECT CAST(substr(month, 1, 4) AS BIGINT) * 12 + CAST(substr(month, 6, 2) AS BIGINT) - 1, 0, 0, 0, 0
  FROM (SELECT DISTINCT substr(day, 1, 7) AS month FROM ledger WHERE order_id <> '' AND payee_id <> '') e
) x
GROUP BY at
ORDER BY at
