-- One step among the dealers, for each rank at which the rate rises, with the point from which the dealer holds it.
-- makes: links_0(m, p, rank, least_since) · grain: one row per dealer and rank · reads: plan_steps · after: teams/near
-- {rank}: the lowest rank with a rate · {round}: of the last `teams/near` · {never}: later than every order
-- {lapsing}: the lowest rank that can be lost: who holds it or not is seen one by one in `rewards/climb`, and nobody skipped here
CREATE TABLE links_0 AS
SELECT d.m, n.dealer AS p, r.rank, CASE WHEN r.rank >= {lapsing} THEN 0 ELSE coalesce(s.since, {never}) END AS least_since
FROM since_{rank} d
CROSS JOIN (SELECT DISTINCT rank FROM plan_steps) r
LEFT JOIN near_{round} n ON n.m = d.m
LEFT JOIN held s ON s.m = d.m AND s.rank = r.rank AND s.rank < {lapsing}
