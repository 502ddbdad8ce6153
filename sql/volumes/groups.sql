-- Headcount, package orders and the last order of groups, by doubling: each descendant is added once.
-- makes: groups_{next}(m, size, orders, last) · grain: one row per member · after: network/lift
CREATE TABLE groups_{next} AS
SELECT a.m, a.size + coalesce(b.size, 0) AS size, a.orders + coalesce(b.orders, 0) AS orders,
  greatest(a.last, coalesce(b.last, 0)) AS last
FROM groups_{round} a
LEFT JOIN (
  SELECT u.p, CAST(sum(g.size) AS BIGINT) AS size, CAST(sum(g.orders) AS BIGINT) AS orders, max(g.last) AS last
  FROM lift_{round} u
  JOIN groups_{round} g ON g.m = u.m
  GROUP BY u.p
) b ON b.p = a.m
