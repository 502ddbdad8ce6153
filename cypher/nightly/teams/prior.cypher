// Whom to ask for a team owner (rule R2): PRIOR leads from a buyer to the nearest sponsor above who bought before. Every buyer
// is found once, going down from the nearest buyer above (or the root). If that one bought later, its own link is the
// skip over all who did, so that a walk stays short also when the deepest members buy first. Sponsors first.
// mode: batched · after: nightly/ranks/reach of the first package
// $open: to_run of an open version · $buys: property of the rank of a first package
MATCH (p:Member) WHERE p[$buys] IS NOT NULL OR NOT EXISTS { (p)-[:SPONSORED_BY {to_run: $open}]->() }
CALL (p) {
  RETURN p AS n
  UNION ALL
  MATCH (p)<-[:SPONSORED_BY {to_run: $open}]-(c:Member) WHERE c[$buys] IS NULL
  MATCH q = (c)<-[:SPONSORED_BY* 0.. {to_run: $open}]-(n) WHERE all(k IN nodes(q) WHERE k[$buys] IS NULL)
  RETURN DISTINCT n
}
MATCH (n)<-[:SPONSORED_BY {to_run: $open}]-(x:Member) WHERE x[$buys] IS NOT NULL
WITH p, x ORDER BY x.depth
CALL (p, x) {
  OPTIONAL MATCH (p) ((v WHERE v[$buys] >= x[$buys])-[:PRIOR]->())* (a WHERE a[$buys] < x[$buys])
  OPTIONAL MATCH (x)-[l:PRIOR]->(now:Member)
  WITH a, l, now WHERE coalesce(a.id, '') <> coalesce(now.id, '')
  DELETE l
  FOREACH (to IN CASE WHEN a IS NULL THEN [] ELSE [a] END | CREATE (x)-[:PRIOR]->(to))
} IN TRANSACTIONS OF 50000 ROWS
