// What brackets count of team volumes by month (`counted_team`; R11): one walk up the tree as in nightly/volumes/rollup, deepest members
// first, so that each row sees the writes of the rows before it.
// mode: batched · after: nightly/volumes/counted, nightly/network/depth
// $open: to_run of an open version
MATCH (s:Member) WHERE s.counted_team IS NOT NULL OR EXISTS { (s)<-[:SPONSORED_BY {to_run: $open}]-(:Member) }
WITH s ORDER BY s.depth DESC
CALL (s) {
  CALL (s) {
    MATCH (m:Member)-[:SPONSORED_BY {to_run: $open}]->(s)
    RETURN collect(m.counted) AS own, coalesce(max(size(m.counted)), 0) AS long,
           collect(m.counted_team) AS team, coalesce(max(size(m.counted_team)), 0) AS longer
  }
  WITH [i IN range(0, CASE WHEN long > longer THEN long ELSE longer END - 1) |
    reduce(t = reduce(o = 0, v IN own | o + coalesce(v[i], 0)), v IN team | t + coalesce(v[i], 0))] AS team
  WHERE coalesce(s.counted_team, []) <> team
  SET s.counted_team = CASE WHEN size(team) > 0 THEN team END
} IN TRANSACTIONS OF 50000 ROWS
