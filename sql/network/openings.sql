-- Opening standings that say something: rank 1 or more, of members who are there; an owner who is not is the company.
-- makes: opening(m, rank, owner) · grain: one row per opening · reads: openings · after: network/members
-- {highest}: the number of the highest rank · {teams}: 1 where members own teams, else 0
CREATE TABLE opening AS
SELECT a.m, o.rank, CASE WHEN {teams} = 1 THEN w.m END AS owner
FROM openings o
JOIN mem a ON a.id = o.member_id
LEFT JOIN mem w ON w.id = o.team_owner_id
WHERE o.rank >= 1 AND {highest} >= 1
