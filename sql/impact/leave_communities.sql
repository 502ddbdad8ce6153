-- The communities, those of members who are gone with the sponsor of who leaves; without one they are nobody's.
-- makes: communities(id, owner_id) · grain: one row per community · reads: main.communities, gone, what_if
CREATE VIEW communities AS
SELECT c.id, CASE WHEN g.member_id IS NULL THEN c.owner_id ELSE w.sponsor_id END AS owner_id
FROM main.communities c
CROSS JOIN what_if w
LEFT JOIN gone g ON g.member_id = c.owner_id
WHERE g.member_id IS NULL OR w.sponsor_id <> ''
