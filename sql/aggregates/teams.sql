-- The members with the largest teams. mode: read · grain: one row per member · after: standings/standings
-- {size}: the least size of the team, the member left out · {most}: how many members at most
SELECT member_id, team_size FROM standings WHERE team_size >= {size} ORDER BY team_size DESC, member_id LIMIT {most}
