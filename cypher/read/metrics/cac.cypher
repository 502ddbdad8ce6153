// Customer acquisition cost: the spend of the window, the members whose first order lies in it, and the rewards on these
// orders (pool shares have no order, breakage no member); all of them, and those whose own channel had spend (paid).
// Spend belongs to nobody's team: there it is null.
// mode: read · grain: one row
// $run: number of the run · $open: to_run of an open version · $as_of: the run's, microseconds
// $start: first microsecond of the window · $end: the microsecond after its last, at most the one after as_of
// $channel: the person's own channel, empty for all
// $team: member id of the root of the team, empty for the whole company
// $from_day: first day, empty for the beginning · $to_day: the day after the last one
CALL () {
  MATCH (s:Spend)
  WHERE s.from_run <= $run AND $from_day <= s.day < $to_day AND ($channel = '' OR s.channel = $channel)
  WITH s.channel AS channel, sum(s.amount) AS amount WHERE amount > 0
  RETURN coalesce(sum(amount), 0) AS spend, collect(channel) AS paid
}
CALL (paid) {
  {parts/members}
  WITH p, paid WHERE $channel = '' OR p.channel = $channel
  WITH p, paid, CASE WHEN p.ordered_from <= $run THEN p.ordered[0] END AS first
  WHERE coalesce($start <= first < $end, true)
  {parts/first_order}
  WITH p, o, paid WHERE $start <= o.at < $end
  WITH p, paid, CASE WHEN o:Replaced THEN COLLECT { MATCH (o)<-[:WAS*]-(now:Order|Withdrawn) RETURN now }[0] ELSE o END AS o
  CALL (o) {
    MATCH (:Member)-[e:EARNED]->(o) WHERE e.run <= $run
    RETURN sum(e.amount) AS earned
  }
  WITH earned, p.channel IN paid AS advertised
  RETURN count(*) AS members, sum(earned) AS rewards, sum(CASE WHEN advertised THEN 1 ELSE 0 END) AS paid_members,
         sum(CASE WHEN advertised THEN earned ELSE 0 END) AS paid_rewards
}
RETURN CASE WHEN $team = '' THEN spend END AS spend, members, rewards, paid_members, paid_rewards
