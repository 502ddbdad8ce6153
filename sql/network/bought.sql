-- What was bought when, and which plan pays it; no plan pays what was bought before the first one.
-- makes: bought(seq, m, day, package, number, plan) · grain: one row per order and package · reads: plan_windows
-- after: network/clock
CREATE TABLE bought AS
SELECT o.seq, o.m, o.day, l.package, l.number, w.plan
FROM package_orders o
JOIN package_lines l ON l.order_id = o.order_id
LEFT JOIN plan_windows w ON o.at >= w.starts AND o.at < w.ends
