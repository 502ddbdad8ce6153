// The payout ratio by month: what members earned by entries of the window's days, pool shares included, and the revenue of its
// orders net of refunds. In a team: earned by its members, bought by it. By channel: entries of the orders of its people, hence no pools.
// mode: read · grain: a row per month with rewards (`name`, 2026-01) and one per month with revenue (`month`, its index)
// $day0: number of the first day since 1970, UTC · $month: per UTC day, the month index at its start · $turn: per UTC day, the microsecond at which the next month begins in the plan's zone
// $run: number of the run · $open: to_run of an open version · $as_of: the run's, microseconds
// $start: first microsecond of the window · $end: the microsecond after its last, at most the one after as_of
// $channel: the person's own channel, empty for all
// $team: member id of the root of the team, empty for the whole company
// $from_day: first day, empty for the beginning · $to_day: the day after the last one
CALL () {
  WITH $team AS team WHERE team = ''
  MATCH (m:Member) RETURN m
  UNION ALL
  MATCH (:Member {id: $team}) (()<-[up:SPONSORED_BY WHERE up.from_run <= $run AND up.to_run > $run]-())* (m:Member)
  RETURN m
}
WITH m WHERE m.from_run <= $run
MATCH (m)-[e:EARNED]->(target)
WHERE e.run <= $run AND $from_day <= e.day < $to_day
  AND ($channel = '' OR EXISTS {
    (target) ((newer WHERE newer.from_run > $run)-[:WAS]->())* (seen WHERE seen.from_run <= $run)<-[:PLACED]-(buyer)
    WHERE buyer.channel = $channel })
RETURN left(e.day, 7) AS name, null AS month, sum(e.amount) AS rewards, 0 AS revenue
UNION ALL
CALL () {
  WITH $team AS team WHERE team = ''
  MATCH (p:Member|Customer) RETURN p
  UNION ALL
  MATCH (:Member {id: $team}) (()<-[up:SPONSORED_BY WHERE up.from_run <= $run AND up.to_run > $run]-())*
        (:Member) (()-[:OWNS]->(:Community)<-[:BUYS_IN]-(:Customer)){0,1} (p)
  RETURN p
}
WITH p WHERE p.from_run <= $run AND ($channel = '' OR p.channel = $channel)
WITH p.ordered AS times, CASE WHEN p.ordered_from <= $run THEN p.ordered_net END AS nets, p
WITH CASE WHEN nets IS NOT NULL THEN [i IN range(0, size(nets) - 1) WHERE $start <= times[i] < $end | [times[i], nets[i]]]
  ELSE COLLECT {
    MATCH (p)-[:PLACED]->(o)
    WHERE o.from_run <= $run AND (o:Order OR o.to_run > $run) AND $start <= o.at < $end
    RETURN [o.at, CASE WHEN o.refunded IS NULL THEN o.amount ELSE reduce(net = o.amount, a IN COLLECT {
      MATCH (f)-[:REFUNDS]->(o)
      WHERE f.from_run <= $run AND coalesce(f.to_run, $open) > $run AND f.at <= $as_of RETURN f.amount } | net - a) END] } END AS paid
UNWIND paid AS one
WITH one[0] AS at, one[1] AS net, one[0] / 86400000000 - $day0 AS day WHERE one[1] > 0
WITH $month[day] + CASE WHEN at >= $turn[day] THEN 1 ELSE 0 END AS month, net
RETURN null AS name, month, 0 AS rewards, sum(net) AS revenue
