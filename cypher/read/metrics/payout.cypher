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
WITH collect(p) AS people
CALL (people) {
  UNWIND people AS p
  {parts/earned}
  RETURN left(e.day, 7) AS name, null AS month, sum(e.amount) AS rewards, 0 AS revenue
  UNION ALL
  UNWIND people AS p
  WITH p WHERE $channel = '' OR p.channel = $channel
  WITH p, p.ordered AS times, CASE WHEN p.ordered_from <= $run THEN p.ordered_net END AS nets
  UNWIND
    {parts/paid}
    AS one
  WITH one[0] AS at, one[1] AS net, one[0] / 86400000000 - $day0 AS day
  RETURN null AS name, $month[day] + CASE WHEN at >= $turn[day] THEN 1 ELSE 0 END AS month, 0 AS rewards, sum(net) AS revenue
}
RETURN name, month, rewards, revenue
