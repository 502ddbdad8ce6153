// The last days of the pools, with what one member got of each.
// mode: read · grain: one row per pool and day
// $member: member id
// $pool: name of the pool
// $run: number of the run
// $limit: how many days
MATCH (p:Pool {name: $pool})-[:SHARED]->(s:Share) WHERE p.day > '' AND s.from_run <= $run AND s.to_run > $run
WITH p, s ORDER BY p.day DESC LIMIT $limit
RETURN p.name AS pool, p.day AS day, s.fed AS fed, s.holders AS holders, s.share AS share, s.from_run AS run,
       reduce(t = 0, a IN COLLECT { MATCH (:Member {id: $member})-[e:EARNED]->(p) WHERE e.run <= $run RETURN e.amount } | t + a) AS amount
