-- Headcount, package orders and the last order of a group begin with the member itself.
-- makes: groups_0(m, size, orders, last) · grain: one row per member · after: network/bought, volumes/own
-- last: microseconds UTC, 0 without an order
-- {package}: the package that the support fund counts (R8)
CREATE TABLE groups_0 AS
SELECT t.m, CAST(1 AS BIGINT) AS size, coalesce(b.orders, 0) AS orders, coalesce(o.last, 0) AS last
FROM tree t
LEFT JOIN (SELECT m, count(*) AS orders FROM bought WHERE package = {package} GROUP BY m) b ON b.m = t.m
LEFT JOIN (SELECT m, max(last) AS last FROM own_months GROUP BY m) o ON o.m = t.m
