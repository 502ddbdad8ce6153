-- What differential sets aside for an order: the highest rate of each package (R9).
-- makes: aside_differential(seq, day, aside) · grain: one row per order · reads: plan_steps
CREATE TABLE aside_differential AS
SELECT b.seq, b.day, CAST(sum(b.number * r.step) AS BIGINT) AS aside
FROM bought b
JOIN plan_steps r ON r.plan = b.plan AND r.package = b.package
GROUP BY b.seq, b.day
