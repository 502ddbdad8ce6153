-- The opening standings without those of members who are gone; a team of one who is gone is owned by the sponsor of who leaves.
-- makes: openings(member_id, rank, team_owner_id) · grain: one row per opening · reads: main.openings, gone, what_if
CREATE VIEW openings AS
SELECT o.member_id, o.rank, CASE WHEN g.member_id IS NULL THEN o.team_owner_id ELSE nullif(w.sponsor_id, '') END AS team_owner_id
FROM main.openings o
CROSS JOIN what_if w
LEFT JOIN gone g ON g.member_id = o.team_owner_id
WHERE o.member_id NOT IN (SELECT member_id FROM gone)
