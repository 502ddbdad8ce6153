-- Differential (R6): the rise of the rate at each rank goes to the nearest member above who held that rank or a higher
-- one before the order. Right because rates never fall with rank, which the plan is checked for.
-- makes: paid_differential(seq, day, payee, amount) · grain: one row per order and payee · after: rewards/differential_walk, rewards/climb
-- {walk}: where the walk ended
CREATE TABLE paid_differential AS
SELECT b.seq, b.day, w.dealer AS payee, CAST(sum(b.number * r.step) AS BIGINT) AS amount
FROM bought b
JOIN plan_steps r ON r.plan = b.plan AND r.package = b.package
JOIN {walk} w ON w.seq = b.seq AND w.rank = r.rank
GROUP BY b.seq, b.day, w.dealer
