// The ledger entries of a stretch of days that a reader asks for.
// mode: part · shape: clause · returns: payee; e; target
// $run: number of the run
// $team: member id of the root of the team of the payees; empty for all of them and breakage
// $from_day: first day · $to_day: the day after the last one
// $start: the first of the days as a point on the clock · $end: the point after the last
// $kind: kind wanted, empty for all · $payee: what ids of payees begin with, empty for all
// $order: what ids of orders begin with, empty for all, pools and totals among them
// $size: how large an amount is at least, added or taken back, in minor units
// $least: smallest amount in minor units, null for none · $most: largest amount, null for none
// $entry: key of the first entry of a grain, to have that with its corrections; empty for all
// $posted: new, corrections (parts/correcting), or empty for both
// $channel: that of the order's buyer, empty for all
CALL () {
  WITH $team AS team WHERE team = ''
  CALL () {
    MATCH (o:PackageOrder) WHERE o.clk >= $start AND o.clk < $end RETURN o
    UNION
    MATCH (was:Replaced) WHERE was.clk >= $start AND was.clk < $end
    MATCH (was)<-[:WAS*]-(o:Order|Withdrawn) RETURN o
  }
  MATCH (payee)-[e:EARNED]->(o) RETURN payee, e, o AS target
  UNION ALL
  WITH $team AS team WHERE team = ''
  MATCH (p:Pool) WHERE $from_day <= p.day < $to_day
  MATCH (payee)-[e:EARNED]->(p) RETURN payee, e, p AS target
  UNION ALL
  WITH $team AS team WHERE team = ''
  MATCH (t:Total) WHERE $from_day <= t.day < $to_day
  MATCH (payee)-[e:EARNED]->(t) RETURN payee, e, t AS target
  UNION ALL
  MATCH (:Member {id: $team}) (()<-[up:SPONSORED_BY WHERE up.from_run <= $run AND up.to_run > $run]-())* (m:Member)
  MATCH (m)-[e:EARNED]->(target) RETURN m AS payee, e, target
}
WITH payee, e, target
WHERE e.run <= $run AND $from_day <= e.day < $to_day AND ($kind = '' OR e.kind = $kind)
  AND ($payee = '' OR (payee:Member AND payee.id STARTS WITH $payee))
  AND ($order = '' OR (NOT (target:Pool OR target:Total) AND target.id STARTS WITH $order))
  AND ($entry = '' OR e.key = $entry OR e.corrects = $entry)
  AND ($posted = '' OR ($posted = 'corrections') =
  {parts/correcting}
  )
  AND abs(e.amount) >= $size AND ($least IS NULL OR e.amount >= $least) AND ($most IS NULL OR e.amount <= $most)
  AND
  {parts/from_channel}
