-- When each buyer's orders began, and how many there are.
-- makes: firsts(n, at, day, month, orders) · grain: one row per buyer · after: aggregates/sales
CREATE TABLE firsts AS
SELECT n, min(at) AS at, min(day) AS day, min(month) AS month, count(*) AS orders FROM sales GROUP BY n
