-- The orders on the clock.
-- makes: package_orders(seq, order_id, m, at, day) · grain: one row per order · after: network/clock
CREATE VIEW package_orders AS SELECT seq, order_id, m, at, day FROM clock WHERE order_id <> ''
