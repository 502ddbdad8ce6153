-- The orders that stand, of whom they were bought and when.
-- makes: sales(n, order_id, at, day, month, net) · grain: one row per order · after: aggregates/persons, network/standing
-- day: days since 1970 in the plan's zone · month: year * 12 + month - 1 · net: minor units
CREATE TABLE sales AS
SELECT p.n, s.order_id, s.at, s.day, d.month, s.net
FROM standing s
JOIN persons p ON p.id = s.buyer_id
JOIN (
  SELECT day, year(on_day) * 12 + month(on_day) - 1 AS month
  FROM (SELECT day, CAST(date_add(DATE '1970-01-01', CAST(day AS INT)) AS DATE) AS on_day FROM sale_days) x
) d ON d.day = s.day
