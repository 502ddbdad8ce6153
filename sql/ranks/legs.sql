-- Condition `legs`: candidates with so many legs of which each contains `each` members of a rank.
-- makes: reach_{rank}_{next}(m, since) · grain: one row per candidate left · after: ranks/legs_rollup
-- {round}: the last one
CREATE TABLE reach_{rank}_{next} AS
SELECT a.m, greatest(a.since, c.since) AS since
FROM reach_{rank}_{place} a
JOIN (
  SELECT p, since, row_number() OVER (PARTITION BY p ORDER BY since) AS leg FROM (
    SELECT t.p, g.m, max(g.since) AS since
    FROM legs_{rank}_{place}_{round} g
    JOIN tree t ON t.m = g.m
    JOIN reach_{rank}_{place} c ON c.m = t.p
    GROUP BY t.p, g.m
    HAVING count(*) = {each}
  ) x
) c ON c.p = a.m AND c.leg = {count}
