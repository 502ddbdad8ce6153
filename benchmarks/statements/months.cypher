// How many members have a team volume in each month, and its sum over them: to compare with the peers' by month.
// mode: read
// $first: the company's first month, as year * 12 + month - 1
MATCH (m:Member) WHERE m.team IS NOT NULL
UNWIND range(0, size(m.team) - 1) AS i
WITH i, m.team[i] AS volume WHERE volume <> 0
RETURN $first + i AS month, count(*) AS members, sum(volume) AS team ORDER BY month
