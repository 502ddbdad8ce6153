-- What customers' orders came to by month, as read/compliance/retail counts it. mode: read · grain: one row per month
-- after: aggregates/sales · retail: minor units
SELECT s.month AS at, CAST(sum(s.net) AS BIGINT) AS retail
FROM sales s
JOIN persons p ON p.n = s.n AND p.member = 0
GROUP BY s.month
ORDER BY at
