// One walk up the tree, deepest members first, so that each row sees the writes of the rows before it: team size, direct
// recruits, team volume by month, and the orders with the entry package placed below (rules.md, "The graph", R8). Every
// sponsor adds up its recruits anew and is written where it differs, so one that was interrupted never adds twice.
// mode: batched
// $open: to_run of an open version
MATCH (s:Member) WHERE s.size IS NOT NULL OR EXISTS { (s)<-[:SPONSORED_BY {to_run: $open}]-(:Member) }
WITH s ORDER BY s.depth DESC
CALL (s) {
  CALL (s) {
    MATCH (m:Member)-[:SPONSORED_BY {to_run: $open}]->(s)
    RETURN count(m) AS recruits, sum(coalesce(m.size, 0) + 1) AS size,
           sum(coalesce(m.below, 0) + coalesce(m.sales, 0)) AS below,
           collect(m.own) AS own, coalesce(max(size(m.own)), 0) AS long, collect(m.team) AS team, coalesce(max(size(m.team)), 0) AS longer
  }
  WITH recruits, size, below, [i IN range(0, CASE WHEN long > longer THEN long ELSE longer END - 1) |
    reduce(t = reduce(o = 0, v IN own | o + coalesce(v[i], 0)), v IN team | t + coalesce(v[i], 0))] AS team
  WHERE coalesce(s.recruits, 0) <> recruits OR coalesce(s.size, 0) <> size OR coalesce(s.below, 0) <> below
     OR coalesce(s.team, []) <> team
  SET s += {recruits: CASE WHEN recruits > 0 THEN recruits END, size: CASE WHEN size > 0 THEN size END,
            below: CASE WHEN below > 0 THEN below END, team: CASE WHEN size(team) > 0 THEN team END}
} IN TRANSACTIONS OF 50000 ROWS
