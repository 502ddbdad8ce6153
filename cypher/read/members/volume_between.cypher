// The volume of one member and of its legs between two times: one walk down, orders filtered by time. Orders and refunds
// are those that the run counted, as in volumes/own: of members, and of the customers of their communities (R11). An order
// that no run found refunds for has no `net`: only the others are searched for refunds. Legs come by volume, largest first.
// mode: read
// $member: member id
// $run: number of the run
// $from: the first time wanted · $to: the time after the last one, microseconds
// $volume: legs with this volume or less are wanted · $after: those with just this volume only behind this id
// $limit: how many legs
// returns: one row, or none if the run has no such member
MATCH (m:Member {id: $member}) WHERE m.from_run <= $run
CALL (m) {
  RETURN m AS head, true AS own
  UNION ALL
  MATCH (m)<-[l:SPONSORED_BY WHERE l.from_run <= $run AND l.to_run > $run]-(head:Member)
  RETURN head, false AS own
}
CALL (head, own) {
  MATCH (head)<-[ls:SPONSORED_BY*0..]-(x:Member)
  WHERE all(l IN ls WHERE NOT own AND l.from_run <= $run AND l.to_run > $run)
  WITH DISTINCT x
  CALL (x) {
    MATCH (x)-[:PLACED]->(o) RETURN o
    UNION ALL
    MATCH (x)-[:OWNS]->(:Community)<-[:BUYS_IN]-(:Customer)-[:PLACED]->(o) RETURN o
  }
  WITH o WHERE $from <= o.at < $to AND o.from_run <= $run AND (o:Order OR o.to_run > $run)
  RETURN sum(o.amount - CASE WHEN o.net IS NULL THEN 0 ELSE reduce(t = 0, a IN COLLECT {
    MATCH (f:Refund|WithdrawnRefund)-[:REFUNDS]->(o)
    WHERE f.from_run <= $run AND (f:Refund OR f.to_run > $run) RETURN f.amount } | t + a) END) AS volume
}
WITH head.id AS id, head.name AS name, own, volume ORDER BY volume DESC, id
WITH sum(CASE WHEN own THEN volume ELSE 0 END) AS personal, sum(volume) AS group, count(*) AS heads,
     collect(CASE WHEN NOT own AND (volume < $volume OR (volume = $volume AND id > $after))
                  THEN {member_id: id, name: name, group: volume} END)[..$limit] AS legs
WHERE heads > 0
RETURN personal, group, heads - 1 AS recruits, legs
