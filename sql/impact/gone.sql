-- Who is gone when a member leaves: itself alone, or with everybody below it.
-- makes: gone(member_id) · grain: one row per member · reads: base.standings, what_if
-- {with_team}: 1 for everybody below, else 0
CREATE TABLE gone AS
WITH RECURSIVE below AS (
  SELECT member_id FROM what_if
  UNION ALL
  SELECT s.member_id FROM base.standings s JOIN below b ON s.sponsor_id = b.member_id WHERE {with_team} = 1
)
SELECT member_id FROM below
