// One walk up the tree, deepest members first, so that each row sees the writes of the rows before it: team size, direct
// recruits, team volume by month, who of the team bought in each month (`active`), its last order (`team_last`), and the orders
// with the entry package placed below (rules.md, "The graph", R8). Every sponsor adds up its recruits anew and is written
// where it differs, so one that was interrupted never adds twice.
// mode: batched
// $open: to_run of an open version
MATCH (s:Member) WHERE s.size IS NOT NULL OR EXISTS { (s)<-[:SPONSORED_BY {to_run: $open}]-(:Member) }
WITH s ORDER BY s.depth DESC
CALL (s) {
  CALL (s) {
    MATCH (m:Member)-[:SPONSORED_BY {to_run: $open}]->(s)
    RETURN count(m) AS recruits, sum(coalesce(m.size, 0) + 1) AS size,
           sum(coalesce(m.below, 0) + coalesce(m.sales, 0)) AS below,
           collect(m.own) AS own, coalesce(max(size(m.own)), 0) AS long, collect(m.team) AS team, coalesce(max(size(m.team)), 0) AS longer,
           collect(m.active) AS active, max(CASE WHEN coalesce(m.last, 0) > coalesce(m.team_last, 0) THEN m.last ELSE m.team_last END) AS last
  }
  WITH recruits, size, below, last, own, team AS teams, active AS actives, range(0, CASE WHEN long > longer THEN long ELSE longer END - 1) AS months
  WITH recruits, size, below, last,
       [i IN months | reduce(t = reduce(o = 0, v IN own | o + coalesce(v[i], 0)), v IN teams | t + coalesce(v[i], 0))] AS team,
       [i IN months | reduce(t = size([v IN own WHERE v[i] > 0]), v IN actives | t + coalesce(v[i], 0))] AS active
  WHERE coalesce(s.recruits, 0) <> recruits OR coalesce(s.size, 0) <> size OR coalesce(s.below, 0) <> below
     OR coalesce(s.team, []) <> team OR coalesce(s.active, []) <> active OR coalesce(s.team_last, 0) <> coalesce(last, 0)
  SET s += {recruits: CASE WHEN recruits > 0 THEN recruits END, size: CASE WHEN size > 0 THEN size END,
            below: CASE WHEN below > 0 THEN below END, team: CASE WHEN size(team) > 0 THEN team END,
            active: CASE WHEN size(active) > 0 THEN active END, team_last: last}
} IN TRANSACTIONS OF 50000 ROWS
