// Conversion by month of the first touch, as read/metrics/conversion counts it by channel.
// mode: read · grain: one row per month with a visitor; months are indexes of the calendar
// $run: number of the run · $open: to_run of an open version · $as_of: the run's, microseconds
// $start: first microsecond of the window · $end: the microsecond after its last, at most the one after as_of
// $channel: that of the first touch, empty for all
// $team: member id of the root of the team, empty for the whole company
// $day0: number of the calendar's first day since 1970, UTC
// $month: per UTC day, the index of the month at its start
// $turn: per UTC day, the microsecond at which the next month begins in the plan's zone
{parts/first_touches}
WITH at, bought[0] AS bought, at / 86400000000 - $day0 AS day
RETURN $month[day] + CASE WHEN at >= $turn[day] THEN 1 ELSE 0 END AS month, count(*) AS visitors,
       sum(CASE WHEN at <= bought <= at + 7 * 86400000000 THEN 1 ELSE 0 END) AS converted
ORDER BY month
