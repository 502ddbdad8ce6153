// The earliest point whose rewards a change of the network can alter (rules.md, Corrections): the earliest order on the clock
// of each moved group and of the customers of its communities, or the beginning when one in it has an opening standing; the
// beginning for a new opening, and for one that names a member who has joined only now; the customers of who joined now.
// mode: read
// $run: the number of this run · $open: to_run of an open version · $never: the point after all
// $volumes: whether ranks depend on volumes, so that orders that are not on the clock count, too · $shift: see graph.clock
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
              ELSE coalesce(COLLECT {
                CALL (x) {
                  MATCH (x)-[:PLACED]->(o) WHERE o:PackageOrder OR $volumes AND o:Order RETURN o
                  UNION ALL
                  MATCH (x)-[:OWNS]->(:Community)<-[:BUYS_IN]-(:Customer)-[:PLACED]->(o) WHERE o:PackageOrder OR $volumes AND o:Order RETURN o
                }
                RETURN coalesce(o.clk, toString(o.at + $shift) + ' ' + o.id) AS clk ORDER BY clk LIMIT 1 }[0], $never)
         END AS point
  UNION ALL
  MATCH (x:Member)-[:OWNS]->(:Community)<-[:BUYS_IN]-(:Customer)-[:PLACED]->(o)
  WHERE $before < x.joined <= $as_of AND (o:PackageOrder OR $volumes AND o:Order)
  RETURN coalesce(min(coalesce(o.clk, toString(o.at + $shift) + ' ' + o.id)), $never) AS point
}
RETURN coalesce(min(point), $never) AS point
