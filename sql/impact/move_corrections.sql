-- The corrections with one more, the last: the member who moves has had its new sponsor from the start.
-- makes: corrections(member_id, sponsor_id, at) · grain: one row per correction · reads: main.corrections, what_if
CREATE VIEW corrections AS
SELECT c.member_id, c.sponsor_id, c.at FROM main.corrections c WHERE c.member_id NOT IN (SELECT member_id FROM what_if)
UNION ALL
SELECT member_id, nullif(sponsor_id, ''), as_of FROM what_if
