// The latest entries of one member, newest first. The days alone are read first: a leader has a hundred thousand entries.
// mode: read · grain: one row per entry
// $member: member id
// $run: number of the run
// $limit: how many
MATCH (:Member {id: $member})-[e:EARNED]->() WHERE e.run <= $run
WITH e.day AS day ORDER BY day DESC LIMIT $limit
WITH min(day) AS first
MATCH (:Member {id: $member})-[e:EARNED]->(t) WHERE e.day >= first AND e.run <= $run
WITH e, t, CASE WHEN t.from_run > $run THEN COLLECT {
  MATCH (t)-[:WAS*]->(was) WHERE was.from_run <= $run RETURN was.at ORDER BY was.from_run DESC LIMIT 1 }[0] ELSE t.at END AS at
RETURN e.key AS key, e.run AS run, e.kind AS kind, coalesce(e.source, '') AS source, e.amount AS amount, e.day AS day,
       CASE WHEN t:Pool OR t:Total THEN '' ELSE t.id END AS order_id, CASE WHEN t:Pool THEN t.name ELSE '' END AS pool
ORDER BY day DESC, at DESC, run DESC, key LIMIT $limit
