-- Standings that differ from what was calculated, both side by side.
-- makes: standing_pairs(id, due_..., posted_...) · grain: one row per member whose standing differs, or is there once only
-- reads: due_standings, standings_there (what stands)
CREATE TABLE standing_pairs AS
SELECT
  coalesce(a.member_id, b.member_id) AS id,
  a.sponsor_id AS due_sponsor_id, b.sponsor_id AS posted_sponsor_id,
  a.team_owner_id AS due_team_owner_id, b.team_owner_id AS posted_team_owner_id,
  a.depth AS due_depth, b.depth AS posted_depth,
  a.rank AS due_rank, b.rank AS posted_rank,
  a.highest_rank AS due_highest_rank, b.highest_rank AS posted_highest_rank,
  a.rank_order_id AS due_rank_order_id, b.rank_order_id AS posted_rank_order_id,
  a.since AS due_since, b.since AS posted_since,
  a.lapses AS due_lapses, b.lapses AS posted_lapses,
  a.direct_recruits AS due_direct_recruits, b.direct_recruits AS posted_direct_recruits,
  a.team_size AS due_team_size, b.team_size AS posted_team_size,
  a.personal AS due_personal, b.personal AS posted_personal,
  a.team AS due_team, b.team AS posted_team,
  a.earned AS due_earned, b.earned AS posted_earned,
  a.held AS due_held, b.held AS posted_held,
  a.withdrawn AS due_withdrawn, b.withdrawn AS posted_withdrawn,
  a.waiting AS due_waiting, b.waiting AS posted_waiting,
  a.months AS due_months, b.months AS posted_months,
  a.personal_by_month AS due_personal_by_month, b.personal_by_month AS posted_personal_by_month,
  a.group_by_month AS due_group_by_month, b.group_by_month AS posted_group_by_month,
  a.active_by_month AS due_active_by_month, b.active_by_month AS posted_active_by_month,
  a.last_order AS due_last_order, b.last_order AS posted_last_order,
  a.group_last_order AS due_group_last_order, b.group_last_order AS posted_group_last_order,
  a.missing AS due_missing, b.missing AS posted_missing
FROM due_standings a
FULL JOIN standings_there b ON b.member_id = a.member_id
WHERE NOT (
  a.member_id <=> b.member_id AND a.sponsor_id <=> b.sponsor_id AND a.team_owner_id <=> b.team_owner_id
  AND a.depth <=> b.depth AND a.rank <=> b.rank AND a.highest_rank <=> b.highest_rank
  AND a.rank_order_id <=> b.rank_order_id AND a.since <=> b.since AND a.lapses <=> b.lapses
  AND a.direct_recruits <=> b.direct_recruits AND a.team_size <=> b.team_size AND a.personal <=> b.personal
  AND a.team <=> b.team AND a.earned <=> b.earned AND a.held <=> b.held AND a.withdrawn <=> b.withdrawn AND a.waiting <=> b.waiting
  AND a.months <=> b.months AND a.personal_by_month <=> b.personal_by_month AND a.group_by_month <=> b.group_by_month
  AND a.active_by_month <=> b.active_by_month AND a.last_order <=> b.last_order AND a.group_last_order <=> b.group_last_order
  AND a.missing <=> b.missing
)
