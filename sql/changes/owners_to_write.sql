-- The team owners that a run writes. mode: read · after: changes/standing_changes
SELECT member_id, team_owner_id FROM standing_changes WHERE moved = 1 ORDER BY member_id
