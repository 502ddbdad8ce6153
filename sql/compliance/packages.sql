-- What of members' orders falls on packages that confer a rank, by month, as read/compliance/packages counts it.
-- mode: read · grain: one row per month · reads: lines, conferring · after: aggregates/sales · packages: minor units
SELECT s.month AS at, CAST(sum(CAST((CAST(s.net AS DECIMAL(38, 0)) * l.part) div l.every AS BIGINT)) AS BIGINT) AS packages
FROM (
  SELECT n.order_id, CAST(sum(n.amount) AS BIGINT) AS every, CAST(sum(CASE WHEN q.product_id IS NOT NULL THEN n.amount ELSE 0 END) AS BIGINT) AS part
  FROM lines n
  LEFT JOIN conferring q ON q.product_id = n.product_id
  GROUP BY n.order_id
) l
JOIN sales s ON s.order_id = l.order_id
JOIN persons p ON p.n = s.n AND p.member = 1
WHERE l.part > 0
GROUP BY s.month
ORDER BY at
