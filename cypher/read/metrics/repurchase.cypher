// Repurchase by month: buyers with an order in the window and the month, and how many of them had bought before the month.
// mode: read · grain: one row per month with a buyer; months are indexes of the calendar
// $run: number of the run · $open: to_run of an open version · $as_of: the run's, microseconds
// $start: first microsecond of the window · $end: the microsecond after its last, at most the one after as_of
// $channel: the person's own channel, empty for all
// $team: member id of the root of the team, empty for the whole company
// $day0: number of the calendar's first day since 1970, UTC
// $month: per UTC day, the index of the month at its start
// $turn: per UTC day, the microsecond at which the next month begins in the plan's zone
{parts/buyers}
WITH p WHERE $channel = '' OR p.channel = $channel
WITH
  {parts/ordered}
  AS bought
WITH bought, bought[0] / 86400000000 - $day0 AS day WHERE size(bought) > 0
WITH $month[day] + CASE WHEN bought[0] >= $turn[day] THEN 1 ELSE 0 END AS first, bought
CALL (bought) {
  UNWIND bought AS at
  WITH at, at / 86400000000 - $day0 AS day WHERE $start <= at < $end
  RETURN DISTINCT $month[day] + CASE WHEN at >= $turn[day] THEN 1 ELSE 0 END AS month
}
RETURN month, count(*) AS buyers, sum(CASE WHEN first < month THEN 1 ELSE 0 END) AS repeat_buyers
ORDER BY month
