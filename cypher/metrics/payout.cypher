// The payout ratio by month: what members earned by entries of the window's days, pool shares included, and the revenue of its
// orders net of refunds. In a team: earned by its members, bought by it. By channel: entries of the orders of its people, hence no pools.
// mode: read · grain: a row per month with rewards (`name`, 2026-01) and one per month with revenue (`month`, its index)
// $day0: number of the first day since 1970, UTC · $month: per UTC day, the month index at its start · $turn: per UTC day, the microsecond at which the next month begins in the plan's zone
// $run: number of the run · $open: to_run of an open version · $as_of: the run's, microseconds
// $start: first microsecond of the window · $end: the microsecond after its last, at most the one after as_of
// $channel: the person's own channel, empty for all
// $team: member id of the root of the team, empty for the whole company
// $from_day: first day, empty for the beginning · $to_day: the day after the last one
{parts/buyers}
WITH COLLECT {
  MATCH (p)-[e:EARNED]->(target)
  WHERE e.run <= $run AND $from_day <= e.day < $to_day
    AND ($channel = '' OR EXISTS {
      (target) ((newer WHERE newer.from_run > $run)-[:WAS]->())* (seen WHERE seen.from_run <= $run)<-[:PLACED]-(buyer)
      WHERE buyer.channel = $channel })
  RETURN [left(e.day, 7), null, e.amount, 0] } AS earned,
  p, p.ordered AS times, CASE WHEN p.ordered_from <= $run THEN p.ordered_net END AS nets
WITH earned, CASE WHEN $channel <> '' AND coalesce(p.channel, '') <> $channel THEN []
  WHEN nets IS NOT NULL THEN [i IN range(0, size(nets) - 1) WHERE $start <= times[i] < $end | [null, times[i], 0, nets[i]]]
  ELSE COLLECT {
    MATCH (p)-[:PLACED]->(o)
    WHERE o.from_run <= $run AND (o:Order OR o.to_run > $run) AND $start <= o.at < $end
    WITH o.at AS at, CASE WHEN o.refunded IS NULL THEN o.amount ELSE reduce(net = o.amount, a IN COLLECT {
      MATCH (f)-[:REFUNDS]->(o)
      WHERE f.from_run <= $run AND coalesce(f.to_run, $open) > $run AND f.at <= $as_of RETURN f.amount } | net - a) END AS net
    WHERE net > 0
    RETURN [null, at, 0, net] } END AS paid
UNWIND earned + paid AS one
WITH one[0] AS name, one[1] AS at, one[1] / 86400000000 - $day0 AS day, one[2] AS rewards, one[3] AS revenue
RETURN name, $month[day] + CASE WHEN at >= $turn[day] THEN 1 ELSE 0 END AS month, sum(rewards) AS rewards, sum(revenue) AS revenue
