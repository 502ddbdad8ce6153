// One walk up the tree, deepest members first, so that each row sees the writes of the rows before it: team size, direct
// recruits, team volume by month, and the orders with the entry package placed below (rules.md, "The graph", R8).
// mode: batched
// $open: to_run of an open version
MATCH (m:Member)-[:SPONSORED_BY {to_run: $open}]->(s:Member)
WITH m, s ORDER BY m.depth DESC
CALL (m, s) {
  WITH m.own AS own, m.team AS team, s.team AS above,
       coalesce(m.below, 0) + coalesce(m.sales, 0) AS below
  WITH above, below, CASE WHEN team IS NULL THEN own WHEN own IS NULL THEN team
    ELSE [i IN range(0, CASE WHEN size(own) > size(team) THEN size(own) ELSE size(team) END - 1) |
          coalesce(own[i], 0) + coalesce(team[i], 0)] END AS group
  SET s.size = coalesce(s.size, 0) + coalesce(m.size, 0) + 1,
      s.recruits = coalesce(s.recruits, 0) + 1,
      s.below = CASE WHEN below > 0 THEN coalesce(s.below, 0) + below ELSE s.below END,
      s.team = CASE WHEN group IS NULL THEN above WHEN above IS NULL THEN group
        ELSE [i IN range(0, CASE WHEN size(group) > size(above) THEN size(group) ELSE size(above) END - 1) |
              coalesce(group[i], 0) + coalesce(above[i], 0)] END
} IN TRANSACTIONS OF 50000 ROWS
