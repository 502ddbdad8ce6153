-- The buying groups, those that members who are gone lead with the sponsor of who leaves; without one nobody leads them.
-- makes: groups(id, leader_id, opens, closes) · grain: one row per group · reads: main.groups, gone, what_if
CREATE VIEW groups AS
SELECT b.id, CASE WHEN g.member_id IS NULL THEN b.leader_id ELSE w.sponsor_id END AS leader_id, b.opens, b.closes
FROM main.groups b
CROSS JOIN what_if w
LEFT JOIN gone g ON g.member_id = b.leader_id
