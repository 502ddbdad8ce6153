-- Condition `direct`: candidates with so many recruits of a rank, from the point at which the last of them reached it.
-- makes: reach_{rank}_{next}(m, since) · grain: one row per candidate left
CREATE TABLE reach_{rank}_{next} AS
SELECT a.m, greatest(a.since, c.since) AS since
FROM reach_{rank}_{place} a
JOIN (
  SELECT t.p, s.since, row_number() OVER (PARTITION BY t.p ORDER BY s.since) AS place
  FROM since_{of} s
  JOIN tree t ON t.m = s.m
) c ON c.p = a.m AND c.place = {count}
