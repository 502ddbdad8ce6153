-- The standings that are due, as a run publishes them.
-- makes: due_standings(...) · grain: one row per member · after: standings/standings, changes/points, changes/lapses, changes/month_texts, ranks/missing
-- {round}: of the last `volumes/groups`
-- {months}: the company's first month, year * 12 + month - 1
CREATE TABLE due_standings AS
SELECT
  s.member_id, s.sponsor_id, s.team_owner_id, CAST(s.depth AS BIGINT) AS depth, CAST(s.rank AS BIGINT) AS rank,
  CAST(s.highest_rank AS BIGINT) AS highest_rank, s.rank_order_id,
  coalesce(p.since, '') AS since,
  coalesce(l.lapses, '') AS lapses,
  CAST(s.direct_recruits AS BIGINT) AS direct_recruits, CAST(s.team_size AS BIGINT) AS team_size,
  s.personal, s.team, s.earned, s.held, s.withdrawn, coalesce(w.waiting, 0) AS waiting,
  CAST({months} AS BIGINT) AS months,
  coalesce(o.months, '') AS personal_by_month,
  coalesce(g.months, '') AS group_by_month,
  coalesce(c.months, '') AS active_by_month,
  z.last AS last_order,
  f.last AS group_last_order,
  coalesce(x.missing, '') AS missing
FROM standings s
JOIN mem a ON a.id = s.member_id
LEFT JOIN held_points p ON p.m = a.m
LEFT JOIN lapse_points l ON l.m = a.m
LEFT JOIN own_texts o ON o.m = a.m
LEFT JOIN group_texts g ON g.m = a.m
LEFT JOIN active_texts c ON c.m = a.m
JOIN groups_0 z ON z.m = a.m
JOIN groups_{round} f ON f.m = a.m
LEFT JOIN missing_texts x ON x.m = a.m
LEFT JOIN (SELECT m, CAST(sum(waiting) AS BIGINT) AS waiting FROM earned_months GROUP BY m) w ON w.m = a.m
