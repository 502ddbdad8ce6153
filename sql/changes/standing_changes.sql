-- The standings that are due and differ from the published ones, or are new.
-- makes: standing_changes(..., version, moved, elsewhere) · grain: one row per member · reads: due_standings, published_standings
-- 1 or 0: version: a figure differs; moved: the team owner does; elsewhere: the sponsor does
CREATE TABLE standing_changes AS
SELECT * FROM (
  SELECT
    a.*,
    CASE WHEN a.depth <=> b.depth AND a.rank <=> b.rank AND a.highest_rank <=> b.highest_rank
      AND a.rank_order_id <=> b.rank_order_id AND a.since <=> b.since AND a.lapses <=> b.lapses
      AND a.direct_recruits <=> b.direct_recruits AND a.team_size <=> b.team_size AND a.personal <=> b.personal
      AND a.team <=> b.team AND a.earned <=> b.earned AND a.held <=> b.held AND a.withdrawn <=> b.withdrawn AND a.waiting <=> b.waiting
      AND a.months <=> b.months AND a.personal_by_month <=> b.personal_by_month AND a.group_by_month <=> b.group_by_month
      AND a.active_by_month <=> b.active_by_month AND a.last_order <=> b.last_order AND a.group_last_order <=> b.group_last_order
      AND a.missing <=> b.missing
      THEN 0 ELSE 1 END AS version,
    CASE WHEN a.team_owner_id = coalesce(b.team_owner_id, '') THEN 0 ELSE 1 END AS moved,
    CASE WHEN a.sponsor_id = coalesce(b.sponsor_id, '') THEN 0 ELSE 1 END AS elsewhere
  FROM due_standings a
  LEFT JOIN published_standings b ON b.member_id = a.member_id
) x
WHERE version = 1 OR moved = 1 OR elsewhere = 1
