-- The standings that a run writes as new versions, of half of the members. mode: read · after: changes/standing_changes
-- {half}: 0 or 1
SELECT
  member_id, depth, rank, highest_rank, rank_order_id, since, lapses, direct_recruits, team_size, personal, team, earned, held, withdrawn, waiting, months,
  personal_by_month, group_by_month, active_by_month, last_order, group_last_order, missing
FROM standing_changes
WHERE version = 1 AND CASE WHEN substring(md5(member_id), 1, 1) < '8' THEN 0 ELSE 1 END = {half}
ORDER BY member_id
