// Conversion by channel of the first touch: visitors whose first touch lies in the window and is at least 7 days old, and
// how many of them placed their first order within 7 days after it. Who a visitor became is the last that is known. In a
// team: visitors whose first touch was an invitation by one of its members.
// mode: read · grain: one row per channel
// $run: number of the run · $open: to_run of an open version · $as_of: the run's, microseconds
// $start: first microsecond of the window · $end: the microsecond after its last, at most the one after as_of
// $channel: that of the first touch, empty for all
// $team: member id of the root of the team, empty for the whole company
{parts/first_touches}
WITH channel, at, bought[0] AS bought
RETURN channel, count(*) AS visitors, sum(CASE WHEN at <= bought <= at + 7 * 86400000000 THEN 1 ELSE 0 END) AS converted
ORDER BY channel
