// How many members a simulated run pays otherwise: more, less, and how many hold another rank.
// mode: read
// $run: the number of the simulated run
MATCH (:Member)-[:CURRENT]->(now:Standing {from_run: $run})
OPTIONAL MATCH (now)-[:BEFORE]->(old:Standing)
WITH now.earned - coalesce(old.earned, 0) AS change, now.rank <> coalesce(old.rank, 0) AS moved
RETURN sum(CASE WHEN change > 0 THEN 1 ELSE 0 END) AS more, sum(CASE WHEN change < 0 THEN 1 ELSE 0 END) AS less,
       sum(CASE WHEN moved THEN 1 ELSE 0 END) AS moved
