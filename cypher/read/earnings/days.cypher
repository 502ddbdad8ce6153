// name: rewards
// What members earned by day of the entries and kind.
// mode: read · grain: one row per day and kind
// $run: number of the run · $team: member id of the root of the team, empty for the whole company
// $channel: that of the order's buyer, which pool shares have none of; empty for all
// $from_day: first day, empty for the beginning · $to_day: the day after the last one
// returns: day, kind, amount (minor units)
{parts/members}
{parts/earned}
RETURN e.day AS day, e.kind AS kind, sum(e.amount) AS amount
ORDER BY day, kind

// name: revenue
// The revenue of the company or of a team by day of the plan's zone: orders that stand, net of refunds (read/earnings/revenue).
// mode: read · grain: one row per day with an order
// $run: number of the run · $open: to_run of an open version · $as_of: the run's, microseconds · $zone: the plan's time zone
// $start: first microsecond of the window · $end: the microsecond after its last, at most the one after as_of
// $team: member id of the root of the team, empty for the whole company · $channel: the buyer's own channel, empty for all
// returns: day, amount (minor units)
{parts/buyers}
WITH p WHERE $channel = '' OR p.channel = $channel
WITH p.ordered AS times, CASE WHEN p.ordered_from <= $run THEN p.ordered_net END AS nets, p
UNWIND
  {parts/paid}
  AS one
WITH one[0] / 900000000 AS quarter, sum(one[1]) AS net
RETURN toString(date(datetime({epochMillis: quarter * 900000, timezone: $zone}))) AS day, sum(net) AS amount
ORDER BY day
