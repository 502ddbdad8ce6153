// The latest entries of one member, newest first.
// mode: read · grain: one row per entry
// $member: member id
// $run: number of the run
// $limit: how many
MATCH (:Member {id: $member})-[e:EARNED]->(t) WHERE e.run <= $run
RETURN e.key AS key, e.run AS run, e.kind AS kind, coalesce(e.source, '') AS source, e.amount AS amount, e.day AS day,
       CASE WHEN t:Pool THEN '' ELSE t.id END AS order_id, CASE WHEN t:Pool THEN t.name ELSE '' END AS pool
ORDER BY day DESC, t.at DESC, run DESC, key LIMIT $limit
