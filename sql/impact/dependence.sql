-- What of others' rewards came of each member's group, largest first: entries of its orders, and the part of brackets that its
-- volume brought, rounded down for each month. mode: read · grain: one row per member · amounts: minor units
-- {of}: months, or counted for what brackets count · {round}: of the last `volumes/months`, `impact/brought` and `impact/toll` · {limit}: how many at most
SELECT
  s.member_id, s.rank, s.team_size + 1 AS people, s.volume, b.amount + coalesce(k.amount, 0) AS others, s.sponsor_id,
  coalesce(u.volume, 0) AS sponsor_volume
FROM standings s
JOIN mem a ON a.id = s.member_id
JOIN brought_{round} b ON b.m = a.m
LEFT JOIN (
  SELECT g.m, CAST(sum((CAST(g.volume AS DECIMAL(38, 0)) * t.over_part) div n.under_part) AS BIGINT) AS amount
  FROM {of}_{round} g
  JOIN toll_{round} t ON t.m = g.m AND t.month = g.month
  JOIN company_months c ON c.month = g.month
  JOIN plan_windows w ON c.starts >= w.starts AND c.starts < w.ends
  JOIN plan_brackets n ON n.plan = w.plan
  GROUP BY g.m
) k ON k.m = a.m
LEFT JOIN standings u ON u.member_id = s.sponsor_id
ORDER BY others DESC, s.volume DESC, s.member_id
LIMIT {limit}
