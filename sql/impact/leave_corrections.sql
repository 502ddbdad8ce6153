-- The corrections without those of members who are gone; one to a member who is gone leads to the sponsor of who leaves.
-- makes: corrections(member_id, sponsor_id, at) · grain: one row per correction · reads: main.corrections, gone, what_if
CREATE VIEW corrections AS
SELECT c.member_id, CASE WHEN g.member_id IS NULL THEN c.sponsor_id ELSE nullif(w.sponsor_id, '') END AS sponsor_id, c.at
FROM main.corrections c
CROSS JOIN what_if w
LEFT JOIN gone g ON g.member_id = c.sponsor_id
WHERE c.member_id NOT IN (SELECT member_id FROM gone)
