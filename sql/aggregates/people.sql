-- The sums by month and own channel that nightly/aggregates/people counts: registration, repurchase, retention, cohort
-- repurchase, and members' first orders (part of k-factor).
-- mode: read · grain: one row per metric, team, month, channel and key · reads: metric_days, joined_spans, team_above
-- {as_of}: microseconds UTC
SELECT
  x.metric, a.team, x.at, x.channel, x.key, CAST(sum(x.counted) AS BIGINT) AS counted, CAST(sum(x.again) AS BIGINT) AS again
FROM (
  SELECT 'repurchase' AS metric, bucket, month AS at, channel, 0 AS key, people AS counted, CASE WHEN cohort < month THEN people ELSE 0 END AS again
  FROM person_months
  UNION ALL
  SELECT 'retention', bucket, cohort, channel, month - cohort, people, 0 FROM person_months
  UNION ALL
  SELECT
    'cohort-repurchase', p.bucket, f.month, p.channel, d.days, count(*),
    sum(CASE WHEN l.at <= f.at + d.days * 86400000000 THEN 1 ELSE 0 END)
  FROM firsts f
  JOIN persons p ON p.n = f.n
  CROSS JOIN metric_days d
  LEFT JOIN later l ON l.n = f.n
  WHERE d.metric = 'cohort-repurchase' AND f.at + d.days * 86400000000 <= {as_of}
  GROUP BY p.bucket, f.month, p.channel, d.days
  UNION ALL
  SELECT
    'registration', j.bucket, year(j.on_day) * 12 + month(j.on_day) - 1, j.channel, d.days, count(*),
    sum(CASE WHEN f.at <= j.joined + d.days * 86400000000 THEN 1 ELSE 0 END)
  FROM (
    SELECT
      p.n, p.bucket, p.channel, p.joined,
      CAST(date_add(DATE '1970-01-01', CAST((p.joined + z.shift) div 86400000000 AS INT)) AS DATE) AS on_day
    FROM persons p
    JOIN joined_spans z ON p.joined >= z.starts AND p.joined < z.ends
    WHERE p.member = 1
  ) j
  CROSS JOIN metric_days d
  LEFT JOIN firsts f ON f.n = j.n
  WHERE d.metric = 'registration' AND j.joined + d.days * 86400000000 <= {as_of}
  GROUP BY 2, 3, 4, 5
  UNION ALL
  SELECT 'k-factor', p.bucket, f.month, p.channel, 0, count(*), 0
  FROM firsts f
  JOIN persons p ON p.n = f.n
  WHERE p.member = 1
  GROUP BY p.bucket, f.month, p.channel
) x
JOIN team_above a ON a.bucket = x.bucket
GROUP BY x.metric, a.team, x.at, x.channel, x.key
