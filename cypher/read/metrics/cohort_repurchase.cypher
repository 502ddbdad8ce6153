// Cohort repurchase: buyers whose first order lies in the window and is at least N days old, and how many of them ordered again
// on a later day of the plan's zone within N days of it.
// mode: read · grain: one row per number of days that some first order is old enough for
// $run: number of the run · $open: to_run of an open version · $as_of: the run's, microseconds
// $start: first microsecond of the window · $end: the microsecond after its last, at most the one after as_of
// $channel: the person's own channel, empty for all
// $team: member id of the root of the team, empty for the whole company · $days: numbers of days
// $zone: the plan's time zone
{parts/buyers}
WITH p WHERE $channel = '' OR p.channel = $channel
WITH
  {parts/ordered}
  AS bought
WITH bought[0] AS first, bought WHERE $start <= first < $end
WITH first, bought, 1000 * (datetime.truncate('day', datetime({epochMillis: first / 1000, timezone: $zone}))
                            + duration({days: 1})).epochMillis AS tomorrow
UNWIND $days AS days
WITH days, bought, tomorrow, first + days * 86400000000 AS limit WHERE limit <= $as_of
RETURN days, count(*) AS buyers,
       sum(CASE WHEN any(at IN bought WHERE tomorrow <= at <= limit) THEN 1 ELSE 0 END) AS repeat_buyers
ORDER BY days
