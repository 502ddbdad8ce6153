// Registration to purchase: members who joined in the window at least N days ago, and how many of them placed their first
// order within N days of joining.
// mode: read · grain: one row per number of days that somebody is old enough for
// $run: number of the run · $open: to_run of an open version · $as_of: the run's, microseconds
// $start: first microsecond of the window · $end: the microsecond after its last, at most the one after as_of
// $channel: the person's own channel, empty for all
// $team: member id of the root of the team, empty for the whole company · $days: numbers of days
{parts/members}
WITH p WHERE $channel = '' OR p.channel = $channel
WITH p WHERE $start <= p.joined < $end
WITH p,
  {parts/ordered}
  AS bought
WITH *, bought[0] AS first
UNWIND $days AS days
WITH days, p.joined + days * 86400000000 AS limit, first WHERE limit <= $as_of
RETURN days, count(*) AS joined, sum(CASE WHEN first <= limit THEN 1 ELSE 0 END) AS converted
ORDER BY days
