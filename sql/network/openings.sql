-- Opening standings that say something: rank 1 or more, of members who are there; an owner who is not is the company.
-- makes: opening(m, rank, owner) · grain: one row per opening · reads: openings · after: network/members
-- {highest}: the number of the highest rank
CREATE TABLE opening AS
SELECT a.m, o.rank, w.m AS owner
FROM openings o
JOIN mem a ON a.id = o.member_id
LEFT JOIN mem w ON w.id = o.team_owner_id
WHERE o.rank >= 1 AND {highest} >= 1
