-- The members without those who are gone; their recruits become those of the sponsor of who leaves.
-- makes: members(id, sponsor_id, joined) · grain: one row per member · reads: main.members, gone, what_if
CREATE VIEW members AS
SELECT m.id, CASE WHEN g.member_id IS NULL THEN m.sponsor_id ELSE nullif(w.sponsor_id, '') END AS sponsor_id, m.joined
FROM main.members m
CROSS JOIN what_if w
LEFT JOIN gone g ON g.member_id = m.sponsor_id
WHERE m.id NOT IN (SELECT member_id FROM gone)
