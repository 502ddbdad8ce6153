-- The people and levels below each root by the month in which they joined, as read/compliance/roots counts them.
-- mode: read · grain: one row per root and month · reads: joined_spans · after: compliance/tops
-- {round}: of the last doubling · {depth}: of the last `network/depth`
SELECT r.id AS root_id, x.at, x.people, x.levels
FROM (
  SELECT j.top, year(j.on_day) * 12 + month(j.on_day) - 1 AS at, count(*) AS people, max(j.level) AS levels
  FROM (
    SELECT
      t.top, d.depth + 1 AS level,
      CAST(date_add(DATE '1970-01-01', CAST((a.joined + z.shift) div 86400000000 AS INT)) AS DATE) AS on_day
    FROM tops_{round} t
    JOIN mem a ON a.m = t.m
    JOIN depth_{depth} d ON d.m = t.m
    JOIN joined_spans z ON a.joined >= z.starts AND a.joined < z.ends
  ) j
  GROUP BY 1, 2
) x
JOIN (SELECT DISTINCT p FROM tree) u ON u.p = x.top
JOIN mem r ON r.m = x.top
ORDER BY root_id, at
