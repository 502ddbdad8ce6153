-- Each pool (R7) in figures, of the days that are looked at: what it was fed (adjustments with it) and shared, and what the last day carries on.
-- mode: read · grain: one row per pool · reads: chosen_days
SELECT
  p.rank,
  CAST(sum(p.fed + p.adjusted) AS BIGINT) AS fed,
  CAST(sum(p.share * p.holders) AS BIGINT) AS shared,
  CAST(max(CASE WHEN p.of_last = 1 THEN p.carried END) AS BIGINT) AS carried
FROM (
  SELECT d.*, row_number() OVER (PARTITION BY d.rank ORDER BY d.day DESC) AS of_last
  FROM pools d
  JOIN chosen_days c
    ON CAST(CAST(date_add(DATE '1970-01-01', CAST(d.day AS INT)) AS DATE) AS STRING) >= c.from_day
    AND CAST(CAST(date_add(DATE '1970-01-01', CAST(d.day AS INT)) AS DATE) AS STRING) < c.to_day
) p
GROUP BY p.rank
ORDER BY p.rank
