-- Whether the new sponsor is there, and whether it is the member who moves, or below it.
-- mode: read · grain: one row · reads: base.standings, what_if
WITH RECURSIVE line AS (
  SELECT s.member_id, s.sponsor_id FROM base.standings s JOIN what_if w ON w.sponsor_id = s.member_id
  UNION ALL
  SELECT s.member_id, s.sponsor_id FROM base.standings s JOIN line l ON l.sponsor_id = s.member_id
)
SELECT count(*) AS people, count(CASE WHEN l.member_id = w.member_id THEN 1 END) AS itself
FROM line l CROSS JOIN what_if w
