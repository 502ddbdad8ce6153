// What brackets count (R11) of the volumes of a member and of each of its legs by month, as a run saw them: of the orders of all below a
// leg, and of the customers of their communities, what falls on the lines that count, rounded down per order.
// mode: read · grain: one row per member and month with orders: the member's own, and the whole of each leg
// $member: member id
// $run: number of the run
// $starts: the microsecond at which each month begins · $end: that at which the last one ends
// $counts: what counts of an order (parts/counted)
// returns: id; month: its place in $starts; volume: minor units
MATCH (m:Member {id: $member})
CALL (m) {
  RETURN m AS head, true AS own
  UNION ALL
  MATCH (m)<-[l:SPONSORED_BY WHERE l.from_run <= $run AND l.to_run > $run]-(head:Member)
  RETURN head, false AS own
}
CALL (head, own) {
  MATCH (head)<-[ls:SPONSORED_BY*0..]-(x)
  WHERE all(l IN ls WHERE NOT own AND l.from_run <= $run AND l.to_run > $run)
  CALL (x) {
    RETURN x AS p
    UNION ALL
    MATCH (x)-[:OWNS]->(:Community)<-[:BUYS_IN]-(p:Customer) RETURN p
  }
  MATCH (p)-[:PLACED]->(o)
  WHERE $starts[0] <= o.at < $end AND o.from_run <= $run AND (o:Order OR o.to_run > $run)
  WITH o, $counts AS counts, o.amount - reduce(t = 0, a IN COLLECT { MATCH (f)-[:REFUNDS]->(o)
    WHERE f.from_run <= $run AND (f:Refund OR f.to_run > $run) RETURN f.amount } | t + a) AS net
  WHERE net > 0
  CALL (o, net, counts) {
    {parts/counted}
  }
  RETURN size([s IN $starts WHERE s <= o.at]) - 1 AS month, sum(counted) AS volume
}
RETURN head.id AS id, month, volume
