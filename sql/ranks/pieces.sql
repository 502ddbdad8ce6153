-- A rank that can be lost is held while the one below is, in its months, from when its other conditions came true; by an
-- opening until the month of the first standing order is over, and then as if those others were true.
-- makes: pieces_{rank}(m, since, until) · grain: one row per member and stretch · after: ranks/kept
-- {place}: of the last condition · {number}: of the last `ranks/kept` · {never}: later than every order
CREATE TABLE pieces_{rank} AS
SELECT m, since, until FROM (
  SELECT a.m, greatest(a.since, b.since, k.starts) AS since, least(b.until, k.ends) AS until
  FROM reach_{rank}_{place} a
  JOIN spells_{below} b ON b.m = a.m
  JOIN kept_{rank}_{number} k ON k.m = a.m
) x
WHERE since < until
UNION ALL
SELECT m, since, until FROM (
  SELECT o.m, greatest(b.since, k.starts) AS since, least(b.until, k.ends) AS until
  FROM opening o
  JOIN spells_{below} b ON b.m = o.m
  JOIN kept_{rank}_{number} k ON k.m = o.m
  WHERE o.rank >= {rank}
) y
WHERE since < until
UNION ALL
SELECT o.m, 0, coalesce(f.seq, {never})
FROM opening o
CROSS JOIN (SELECT min(seq) AS seq FROM clock_months WHERE day > (SELECT min(day) FROM standing)) f
WHERE o.rank >= {rank}
