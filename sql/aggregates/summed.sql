-- The teams of which sums by month are kept: the largest. All above one of them are larger, and so among them.
-- makes: summed(m, member_id, size, p) · grain: one row per team · after: standings/standings · p: the sponsor
-- {size}: the least size of the team, the member left out · {most}: how many members at most
CREATE TABLE summed AS
SELECT a.m, s.member_id, s.team_size AS size, t.p
FROM (SELECT member_id, team_size FROM standings WHERE team_size >= {size} ORDER BY team_size DESC, member_id LIMIT {most}) s
JOIN mem a ON a.id = s.member_id
JOIN tree t ON t.m = a.m
