-- Each member before and after, side by side; one who is gone has nothing after.
-- makes: compared(...) · grain: one row per member · reads: base.standings, trial.standings
CREATE TABLE compared AS
SELECT
  b.member_id, b.rank AS rank_before, coalesce(t.rank, 0) AS rank,
  b.personal AS personal_before, coalesce(t.personal, 0) AS personal,
  b.volume AS volume_before, coalesce(t.volume, 0) AS volume,
  b.earned AS earned_before, coalesce(t.earned, 0) AS earned,
  b.held AS held_before, coalesce(t.held, 0) AS held,
  CASE WHEN t.member_id IS NULL THEN 1 ELSE 0 END AS gone
FROM base.standings b
LEFT JOIN trial.standings t ON t.member_id = b.member_id
