-- Stretches in which a rank that can be lost is held: neighbours and what overlaps are one.
-- makes: spells_{rank}(m, since, until) · grain: one row per member and stretch · after: ranks/pieces
CREATE TABLE spells_{rank} AS
SELECT m, min(since) AS since, max(until) AS until FROM (
  SELECT m, since, until,
    sum(CASE WHEN before IS NULL OR before < since THEN 1 ELSE 0 END)
      OVER (PARTITION BY m ORDER BY since, until ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS stretch
  FROM (
    SELECT m, since, until,
      max(until) OVER (PARTITION BY m ORDER BY since, until ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
    FROM pieces_{rank}
  ) x
) y
GROUP BY m, stretch
