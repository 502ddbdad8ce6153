// The earliest point whose rewards a change of the network can alter (rules.md, Corrections): the earliest package order
// of each moved group, or the beginning when one in it has an opening standing; the beginning for a new opening,
// and for one that names a member who has joined only now.
// mode: read
// $run: the number of this run · $open: to_run of an open version · $never: the point after all
// $before: as_of of the published run, microseconds · $as_of: microseconds
CALL () {
  MATCH (p:Opening)-[:OF|OWNED_BY]->(x:Member) WHERE p.from_run = $run OR $before < x.joined <= $as_of
  RETURN '' AS point LIMIT 1
  UNION ALL
  MATCH (m:Member)-[l:SPONSORED_BY]->() WHERE (l.from_run = $run OR l.to_run = $run) AND m.from_run < $run
  WITH DISTINCT m
  MATCH (m)<-[:SPONSORED_BY* 0.. {to_run: $open}]-(x:Member)
  WITH DISTINCT x
  RETURN CASE WHEN EXISTS { (:Opening)-[:OF]->(x) } THEN ''
              ELSE coalesce(COLLECT { MATCH (x)-[:PLACED]->(o:PackageOrder) RETURN o.clk ORDER BY o.clk LIMIT 1 }[0], $never)
         END AS point
}
RETURN coalesce(min(point), $never) AS point
