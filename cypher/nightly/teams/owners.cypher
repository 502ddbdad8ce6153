// Team owners (rule R2), in the order in which members bought their first package: an owner depends on earlier ones only.
// The nearest sponsor above who had bought owns the team if already a partner; else its own owner does; else itself.
// mode: batched · after: nightly/teams/prior
// $run: the number of this run · $open: to_run of an open version · $buys: property of the rank of a first package · $owns: property of the rank that owns a team · $owns_off: that of the points at which that rank was lost and held again, null for one that cannot be lost · $keep: first_two is keep · $contributes: head is contributes
MATCH (x:Member) WHERE x[$buys] <> ''
WITH x ORDER BY x[$buys]
CALL (x) {
  OPTIONAL MATCH (x)-[:PRIOR]->(a:Member)
  OPTIONAL MATCH (a)-[:IN_TEAM_OF {to_run: $open}]->(t:Member)
  WITH CASE WHEN a IS NULL OR $keep OR a[$owns] < x[$buys] AND ($owns_off IS NULL OR size([p IN coalesce(a[$owns_off], []) WHERE p < x[$buys]]) % 2 = 0) THEN a
            WHEN t IS NOT NULL THEN t
            WHEN $contributes THEN null
            ELSE a END AS owner
  OPTIONAL MATCH (x)-[l:IN_TEAM_OF {to_run: $open}]->(now:Member)
  WITH owner, l, now WHERE coalesce(owner.id, '') <> coalesce(now.id, '')
  SET l.to_run = $run
  FOREACH (o IN CASE WHEN owner IS NULL THEN [] ELSE [owner] END |
    CREATE (x)-[:IN_TEAM_OF {from_run: $run, to_run: $open}]->(o))
} IN TRANSACTIONS OF 20000 ROWS
