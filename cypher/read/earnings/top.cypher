// The members who earned most in a stretch of days.
// mode: read · grain: one row per member, the highest first
// $run: number of the run
// $team: member id of the root of the team, empty for the whole company
// $channel: that of the order's buyer, which pool shares have none of; empty for all
// $from_day: first day, empty for the beginning · $to_day: the day after the last one
// $limit: how many at most
{parts/members}
{parts/earned}
WITH p, count(*) AS entries, sum(e.amount) AS amount
ORDER BY amount DESC, p.id LIMIT $limit
RETURN p.id AS member_id, entries, amount
ORDER BY amount DESC, member_id
