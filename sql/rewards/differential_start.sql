-- Where the walk up begins (R6): at the nearest dealer above the buyer, once for each rank at which the rate rises.
-- makes: walk_{round}(seq, rank, dealer) · grain: one row per order and rank · reads: plan_steps · after: teams/near
-- {near}: the round of the last `teams/near`
CREATE TABLE walk_{round} AS
SELECT DISTINCT b.seq, r.rank, n.dealer
FROM bought b
JOIN plan_steps r ON r.plan = b.plan AND r.package = b.package
JOIN near_{near} n ON n.m = b.m AND n.settled = 1
