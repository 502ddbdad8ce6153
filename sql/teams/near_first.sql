-- Dealers are members that ever reach the lowest rank with a rate (R6). The search for the nearest one above begins.
-- makes: near_0(m, dealer, settled) · grain: one row per member with a sponsor · after: ranks/reach
-- {rank}: the lowest rank with a rate
CREATE TABLE near_0 AS
SELECT t.m, t.p AS dealer, CASE WHEN d.m IS NULL THEN 0 ELSE 1 END AS settled
FROM tree t
LEFT JOIN since_{rank} d ON d.m = t.p
WHERE t.p IS NOT NULL
