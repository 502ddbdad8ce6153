-- The orders without those of members who are gone: as if they had never bought.
-- makes: orders(id, buyer_id, at, amount, received) · grain: one row per order · reads: main.orders, gone
CREATE VIEW orders AS
SELECT o.id, o.buyer_id, o.at, o.amount, o.received
FROM main.orders o
WHERE o.buyer_id NOT IN (SELECT member_id FROM gone)
