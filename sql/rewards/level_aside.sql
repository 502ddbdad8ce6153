-- What levels set aside of an order for each generation (R9, R10).
-- makes: aside_level(seq, day, generation, aside) · grain: one row per order and generation
-- reads: plan_levels, plan_level_rates · after: network/bases, network/clock
CREATE TABLE aside_level AS
SELECT
  o.seq, o.day, q.generation, CAST(sum(CAST(b.amount AS DECIMAL(38, 0)) * q.over_part) div max(r.under_part) AS BIGINT) AS aside
FROM order_bases b
JOIN package_orders o ON o.order_id = b.order_id
JOIN plan_levels r ON r.plan = b.plan AND r.basis = b.basis
JOIN plan_level_rates q ON q.plan = r.plan AND q.level = r.level
GROUP BY o.seq, o.day, q.generation
