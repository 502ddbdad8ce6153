// The members whose earnings a simulated run would change most, largest first, with their ranks before and after.
// mode: read · grain: one row per member, of the first
// $run: the number of the simulated run · $limit: how many rows
MATCH (m:Member)-[:CURRENT]->(now:Standing {from_run: $run})
OPTIONAL MATCH (now)-[:BEFORE]->(old:Standing)
WITH m, now, coalesce(old.earned, 0) AS before, coalesce(old.rank, 0) AS rank_before
WHERE now.earned <> before
RETURN m.id AS member_id, m.name AS name, before, now.earned AS after, rank_before, now.rank AS rank
ORDER BY abs(after - before) DESC, member_id LIMIT $limit
