-- The recruits of the K-factor as nightly/aggregates/recruits counts them, with the two middle ones of the times between the two
-- first orders added up. A median is taken for each team of its own.
-- mode: read · grain: one row per team, month and channel with a recruit · reads: team_above · middle: microseconds
SELECT
  'k-factor' AS metric, a.team, x.at, x.channel, count(*) AS recruits, CAST(2 * median(x.gap) AS BIGINT) AS middle
FROM (
  SELECT p.bucket, g.month AS at, CASE WHEN e.own = 1 THEN p.channel ELSE '' END AS channel, g.at - f.at AS gap
  FROM persons r
  JOIN firsts g ON g.n = r.n
  JOIN persons p ON p.n = r.seller
  JOIN firsts f ON f.n = p.n
  CROSS JOIN (SELECT 0 AS own UNION ALL SELECT 1) e
  WHERE r.member = 1 AND f.month < g.month AND (e.own = 0 OR p.channel <> '')
) x
JOIN team_above a ON a.bucket = x.bucket
GROUP BY a.team, x.at, x.channel
