-- Buyers without rank in the last 30 days of each month, by own channel, as nightly/aggregates/recent_buyers counts them.
-- mode: read · grain: one row per team, channel and window · reads: team_above · {never}: later than every order
SELECT 'buyer-seller' AS metric, a.team, x.channel, x.number, CAST(sum(x.people) AS BIGINT) AS buyers
FROM (
  SELECT p.bucket, p.channel, w.number, count(*) AS people
  FROM person_windows w
  JOIN persons p ON p.n = w.n
  LEFT JOIN (SELECT DISTINCT m FROM held WHERE until = {never}) h ON h.m = p.n
  WHERE h.m IS NULL
  GROUP BY p.bucket, p.channel, w.number
) x
JOIN team_above a ON a.bucket = x.bucket
GROUP BY a.team, x.channel, x.number
