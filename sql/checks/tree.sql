-- Whether the sponsor tree has no cycle: the teams of the roots, with the roots, are all members. mode: read · after: changes/standings
SELECT (SELECT count(*) FROM mem) AS members, CAST(coalesce(sum(1 + team_size), 0) AS BIGINT) AS reached
FROM due_standings
WHERE sponsor_id = ''
