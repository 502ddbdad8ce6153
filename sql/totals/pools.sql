-- Each pool (R7) in figures: what it was fed (adjustments with it), what it shared, and what its last day carries on.
-- mode: read · grain: one row per pool
SELECT
  p.rank,
  CAST(sum(p.fed + p.adjusted) AS BIGINT) AS fed,
  CAST(sum(p.share * p.holders) AS BIGINT) AS shared,
  CAST(max(CASE WHEN p.day = l.day THEN p.carried END) AS BIGINT) AS carried
FROM pools p
CROSS JOIN (SELECT max(day) AS day FROM pools) l
GROUP BY p.rank
ORDER BY p.rank
