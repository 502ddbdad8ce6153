// Whom to ask for a team owner (rule R2): the nearest sponsor above who bought before. Mostly that is the sponsor itself; where
// it is not, the member is marked (`passes`) and PRIOR leads there, if there is one. Sponsors first: their own links are the skips
// by which a walk passes those who bought later or never, so that it stays short also when the deepest members buy first.
// mode: batched · after: ranks/reach of the first package
// $open: to_run of an open version · $buys: property of the rank of a first package
MATCH (x:Member) WHERE x.depth IS NOT NULL
OPTIONAL MATCH (x)-[:SPONSORED_BY {to_run: $open}]->(s:Member)
WITH x, s ORDER BY x.depth
CALL (x, s) {
  WITH x, s, coalesce(x[$buys], '~') AS at
  WITH x, s, at, coalesce(s[$buys] < at, false) AS plain
  WHERE at <> '' AND (NOT plain OR x.passes)
  OPTIONAL MATCH (s) ((v WHERE coalesce(v[$buys] >= at, true))-[r:SPONSORED_BY|PRIOR {to_run: $open}]->()
                      WHERE coalesce(v.passes, false) = (type(r) = 'PRIOR'))* (a:Member WHERE a[$buys] < at AND NOT plain)
  OPTIONAL MATCH (x)-[l:PRIOR]->(now:Member)
  WITH plain, a, l, now WHERE coalesce(x.passes, false) = plain OR coalesce(a.id, '') <> coalesce(now.id, '')
  SET x.passes = CASE WHEN NOT plain THEN true END
  DELETE l
  FOREACH (to IN CASE WHEN a IS NULL THEN [] ELSE [a] END | CREATE (x)-[:PRIOR {to_run: $open}]->(to))
} IN TRANSACTIONS OF 50000 ROWS
