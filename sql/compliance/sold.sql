-- What members sold by month: what their recruits and the customers of their communities bought.
-- makes: sold_months(m, month, sold, retail) · grain: one row per member and month with sales · after: aggregates/sales
-- retail: of it to customers · minor units
CREATE TABLE sold_months AS
SELECT
  p.seller AS m, s.month, CAST(sum(s.net) AS BIGINT) AS sold, CAST(sum(CASE WHEN p.member = 0 THEN s.net ELSE 0 END) AS BIGINT) AS retail
FROM sales s
JOIN persons p ON p.n = s.n
WHERE p.seller IS NOT NULL
GROUP BY p.seller, s.month
