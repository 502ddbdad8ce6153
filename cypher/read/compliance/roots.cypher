// The people and levels below each root of the tree, by the month in which they joined: the root is the first person and the
// first level, visitors count, customers do not. Roots without a team are left out.
// mode: read · grain: one row per root and month
// $run: number of the run · $zone: the plan's time zone
// returns: root_id, at (year*12+month-1), people: who joined in the month, levels: the deepest of them
MATCH (r:Member)
WHERE r.from_run <= $run AND NOT EXISTS { (r)-[up:SPONSORED_BY WHERE up.from_run <= $run AND up.to_run > $run]->() }
  AND EXISTS { (r)<-[up:SPONSORED_BY WHERE up.from_run <= $run AND up.to_run > $run]-() }
MATCH (r) (()<-[up:SPONSORED_BY WHERE up.from_run <= $run AND up.to_run > $run]-())* (m:Member)
WITH r.id AS root_id, size(up) + 1 AS level, datetime({epochMillis: m.joined / 1000, timezone: $zone}) AS joined
RETURN root_id, joined.year * 12 + joined.month - 1 AS at, count(*) AS people, max(level) AS levels
ORDER BY root_id, at
