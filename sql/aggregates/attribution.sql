-- Channel attribution by month of the first order, as nightly/aggregates/attribution counts it.
-- mode: read · grain: one row per team, month, model, channel of the touch and number of touches · reads: touched, team_above
SELECT 'attribution' AS metric, a.team, x.at, x.model, x.channel, x.parts, CAST(sum(x.people) AS BIGINT) AS touches
FROM (
  SELECT p.bucket, f.month AS at, m.model, coalesce(t.channel, 'none') AS channel,
    CASE WHEN m.model = 'linear' THEN coalesce(t.parts, 1) ELSE 1 END AS parts, count(*) AS people
  FROM firsts f
  JOIN persons p ON p.n = f.n
  CROSS JOIN (SELECT 'last' AS model UNION ALL SELECT 'first' UNION ALL SELECT 'linear') m
  LEFT JOIN touched t ON t.id = p.id AND (m.model = 'linear' OR (m.model = 'first' AND t.place = 1) OR (m.model = 'last' AND t.place = t.parts))
  GROUP BY 1, 2, 3, 4, 5
) x
JOIN team_above a ON a.bucket = x.bucket
GROUP BY a.team, x.at, x.model, x.channel, x.parts
