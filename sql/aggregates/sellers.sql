-- Members with a sale to somebody else in the last 30 days of each month, as nightly/aggregates/sellers counts them.
-- mode: read · grain: one row per team, channel and window · reads: team_above
SELECT 'buyer-seller' AS metric, a.team, x.channel, x.number, CAST(sum(x.people) AS BIGINT) AS sellers
FROM (
  SELECT m.bucket, s.channel, s.number, count(*) AS people
  FROM (
    SELECT DISTINCT p.seller, CASE WHEN e.own = 1 THEN p.channel ELSE '' END AS channel, w.number
    FROM person_windows w
    JOIN persons p ON p.n = w.n
    CROSS JOIN (SELECT 0 AS own UNION ALL SELECT 1) e
    WHERE p.seller IS NOT NULL AND (e.own = 0 OR p.channel <> '')
  ) s
  JOIN persons m ON m.n = s.seller
  GROUP BY m.bucket, s.channel, s.number
) x
JOIN team_above a ON a.bucket = x.bucket
GROUP BY a.team, x.channel, x.number
