// Retention: of the buyers whose first order lies in the window, by its month (the cohort), how many ordered in each month
// from then on. Offset 0 is the cohort itself.
// mode: read · grain: one row per cohort and offset with a buyer; cohorts are indexes of the calendar
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
WITH bought, bought[0] / 86400000000 - $day0 AS day WHERE $start <= bought[0] < $end
WITH bought, $month[day] + CASE WHEN bought[0] >= $turn[day] THEN 1 ELSE 0 END AS cohort
CALL (bought) {
  UNWIND bought AS at
  WITH at, at / 86400000000 - $day0 AS day
  RETURN DISTINCT $month[day] + CASE WHEN at >= $turn[day] THEN 1 ELSE 0 END AS month
}
RETURN cohort, month - cohort AS offset, count(*) AS buyers
ORDER BY cohort, offset
