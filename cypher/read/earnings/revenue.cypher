// The revenue of the company or of a team by month: orders that stand, net of refunds, of members and customers.
// A team's are those of its members and of the customers of their communities.
// mode: read · grain: one row per month with an order; months are indexes of the calendar
// $run: number of the run · $open: to_run of an open version · $as_of: the run's, microseconds
// $start: first microsecond of the window · $end: the microsecond after its last, at most the one after as_of
// $team: member id of the root of the team, empty for the whole company
// $channel: the buyer's own channel, empty for all
// $day0: number of the calendar's first day since 1970, UTC
// $month: per UTC day, the index of the month at its start
// $turn: per UTC day, the microsecond at which the next month begins in the plan's zone
{parts/buyers}
WITH p WHERE $channel = '' OR p.channel = $channel
WITH p.ordered AS times, CASE WHEN p.ordered_from <= $run THEN p.ordered_net END AS nets, p
UNWIND
  {parts/paid}
  AS one
WITH one[0] AS at, one[1] AS net, one[0] / 86400000000 - $day0 AS day
RETURN $month[day] + CASE WHEN at >= $turn[day] THEN 1 ELSE 0 END AS month, sum(net) AS amount
ORDER BY month
