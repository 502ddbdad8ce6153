-- Where the walk up begins (R10): at the buyer's sponsor, or the owner of the customer's community.
-- makes: level_at_{round}(seq, plan, level, generation, member) · grain: one row per order and level
-- reads: plan_levels · after: network/bases, network/clock
CREATE TABLE level_at_{round} AS
SELECT o.seq, b.plan, r.level, 1 AS generation, b.first_member AS member
FROM order_bases b
JOIN package_orders o ON o.order_id = b.order_id
JOIN plan_levels r ON r.plan = b.plan AND r.basis = b.basis
WHERE b.first_member IS NOT NULL
