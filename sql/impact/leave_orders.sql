-- The orders without those of members who are gone: as if they had never bought.
-- makes: orders(as main.orders) · grain: one row per order · reads: main.orders, gone
CREATE VIEW orders AS
SELECT o.*
FROM main.orders o
WHERE o.buyer_id NOT IN (SELECT member_id FROM gone)
