// Sponsor corrections: the sponsor is the one of the last correction decided by as_of, else the one first loaded.
// Where the open link says otherwise it is closed, and the right one opened; the old one stays on record.
// mode: write
// $run: the number of this run · $as_of: microseconds · $open: to_run of an open version
MATCH (:Correction|WithdrawnCorrection)-[:MOVES]->(m:Member) WHERE m.joined <= $as_of
WITH DISTINCT m
CALL (m) {
  OPTIONAL MATCH (c:Correction)-[:MOVES]->(m) WHERE c.at <= $as_of
  WITH c ORDER BY c.at DESC LIMIT 1
  OPTIONAL MATCH (c)-[:TO]->(t:Member)
  RETURN c IS NOT NULL AS corrected, t
}
OPTIONAL MATCH (first:Member {id: m.sponsor_id})
WITH m, CASE WHEN corrected THEN t ELSE first END AS due
WITH m, CASE WHEN due.joined <= $as_of THEN due END AS due
OPTIONAL MATCH (m)-[l:SPONSORED_BY {to_run: $open}]->(s:Member)
WITH m, due, l WHERE coalesce(due.id, '') <> coalesce(s.id, '')
SET l.to_run = $run
FOREACH (_ IN CASE WHEN due IS NULL THEN [] ELSE [1] END |
  CREATE (m)-[:SPONSORED_BY {from_run: $run, to_run: $open, moved: true}]->(due))
