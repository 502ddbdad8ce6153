-- From whom more was withdrawn than is available, those farthest below 0 first. mode: read · after: changes/standings
-- {limit}: how many · minor units
SELECT member_id AS member, withdrawn, earned - held - withdrawn AS available
FROM due_standings
WHERE withdrawn > 0 AND earned - held - withdrawn < 0
ORDER BY available, member
LIMIT {limit}
