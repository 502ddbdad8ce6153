// name: arrivals
// Touches, and members who joined, by channel and month: of touches theirs, of members their own. In a team: touches that were
// an invitation by one of its members, and its members.
// mode: read · grain: one row per channel and month
// $run: number of the run · $zone: the plan's time zone
// $start: first microsecond of the window · $end: the microsecond after its last, at most the one after as_of
// $channel: the only one, empty for all · $team: member id of the root of the team, empty for the whole company
// returns: channel, month (year*12+month-1), touches, joined
CALL () {
  CALL () {
    WITH $team AS team WHERE team = ''
    MATCH (t:Touch) RETURN t
    UNION ALL
    MATCH (root:Member {id: $team} WHERE root.from_run <= $run)
          (()<-[up:SPONSORED_BY WHERE up.from_run <= $run AND up.to_run > $run]-())* (m:Member)
    MATCH (m)<-[:INVITED_BY]-(t:Touch)
    RETURN t
  }
  WITH t WHERE $start <= t.at < $end AND t.from_run <= $run
  RETURN coalesce(t.channel, '') AS channel, t.at AS at, 1 AS touch, 0 AS member
  UNION ALL
  {parts/members}
  WITH p WHERE $start <= p.joined < $end
  RETURN coalesce(p.channel, '') AS channel, p.joined AS at, 0 AS touch, 1 AS member
}
// No zone is off by less than a quarter of an hour: few times are left to be put into months.
WITH channel, touch, member, at / 900000000 AS quarter WHERE $channel = '' OR channel = $channel
WITH channel, quarter, sum(touch) AS touches, sum(member) AS joined
WITH channel, touches, joined, datetime({epochMillis: quarter * 900000, timezone: $zone}) AS time
RETURN channel, time.year * 12 + time.month - 1 AS month, sum(touches) AS touches, sum(joined) AS joined
ORDER BY channel, month

// name: people
// What the people of each channel bought: members whose first order lies in the window, and the rewards on these orders; buyers
// whose first order lies in it and is at least 60 days old, and who of them ordered again on a later day within 60 days; revenue.
// mode: read · grain: one row per channel of people, their own
// $run: number of the run · $open: to_run of an open version · $as_of: the run's, microseconds · $zone: the plan's time zone
// $start: first microsecond of the window · $end: the microsecond after its last, at most the one after as_of
// $team: member id of the root of the team, empty for the whole company
// returns: channel, first_orders, rewards, buyers, repeat_buyers, revenue (money in minor units)
{parts/buyers}
WITH p, p.ordered AS times, CASE WHEN p.ordered_from <= $run THEN p.ordered_net END AS nets,
  {parts/ordered}
  AS bought
WITH p, bought, bought[0] AS first,
  {parts/paid}
  AS paid
CALL (p, first) {
  WITH p, first WHERE p:Member AND $start <= first < $end
  {parts/first_order}
  WITH CASE WHEN o:Replaced THEN COLLECT { MATCH (o)<-[:WAS*]-(now:Order|Withdrawn) RETURN now }[0] ELSE o END AS o
  CALL (o) {
    MATCH (:Member)-[e:EARNED]->(o) WHERE e.run <= $run
    RETURN sum(e.amount) AS amount
  }
  RETURN collect(amount)[0] AS earned
}
WITH coalesce(p.channel, '') AS channel, earned, reduce(sum = 0, one IN paid | sum + one[1]) AS revenue, bought,
     $start <= first < $end AND first + 60 * 86400000000 <= $as_of AS old, first + 60 * 86400000000 AS limit,
     CASE WHEN first IS NOT NULL THEN 1000 * (datetime.truncate('day', datetime({epochMillis: first / 1000, timezone: $zone}))
                                              + duration({days: 1})).epochMillis END AS tomorrow
RETURN channel, count(earned) AS first_orders, coalesce(sum(earned), 0) AS rewards, sum(CASE WHEN old THEN 1 ELSE 0 END) AS buyers,
       sum(CASE WHEN old AND any(at IN bought WHERE tomorrow <= at <= limit) THEN 1 ELSE 0 END) AS repeat_buyers, sum(revenue) AS revenue
ORDER BY channel

// name: inviters
// Members by what became of their direct recruits who joined in the window: how many bought, and how many of those whose first
// order is at least 60 days old ordered again on a later day within 60 days; with the visitors that the member invited in it.
// mode: read · grain: one row per inviter, those with most recruits who bought first
// $run: number of the run · $open: to_run of an open version · $as_of: the run's, microseconds · $zone: the plan's time zone
// $start: first microsecond of the window · $end: the microsecond after its last, at most the one after as_of
// $channel: the recruit's own, and the touch's, empty for all
// $team: member id of the root of the team, empty for the whole company · $limit: how many at most
// returns: member_id, invited, recruits, buyers, old_buyers, repeat_buyers
CALL () {
  WITH $team AS team WHERE team = ''
  MATCH (s:Member)<-[up:SPONSORED_BY]-(p:Member) WHERE up.from_run <= $run AND up.to_run > $run RETURN s, p
  UNION ALL
  MATCH (root:Member {id: $team} WHERE root.from_run <= $run)
        (()<-[up:SPONSORED_BY WHERE up.from_run <= $run AND up.to_run > $run]-())* (s:Member)
  MATCH (s)<-[last:SPONSORED_BY]-(p:Member) WHERE last.from_run <= $run AND last.to_run > $run
  RETURN s, p
}
WITH s, p WHERE p.from_run <= $run AND $start <= p.joined < $end AND ($channel = '' OR p.channel = $channel)
WITH s,
  {parts/ordered}
  AS bought
WITH s, count(*) AS recruits, collect(CASE WHEN bought <> [] THEN bought END) AS orders
WITH s, recruits, orders, size(orders) AS buyers, s.id AS member_id
ORDER BY buyers DESC, recruits DESC, member_id LIMIT $limit
CALL (orders) {
  UNWIND orders AS bought
  WITH bought, bought[0] + 60 * 86400000000 AS limit WHERE limit <= $as_of
  WITH bought, limit, 1000 * (datetime.truncate('day', datetime({epochMillis: bought[0] / 1000, timezone: $zone}))
                              + duration({days: 1})).epochMillis AS tomorrow
  RETURN count(*) AS old_buyers, sum(CASE WHEN any(at IN bought WHERE tomorrow <= at <= limit) THEN 1 ELSE 0 END) AS repeat_buyers
}
CALL (s) {
  MATCH (s)<-[:INVITED_BY]-(t:Touch)
  WHERE t.from_run <= $run AND $start <= t.at < $end AND ($channel = '' OR t.channel = $channel)
  RETURN count(DISTINCT t.visitor_id) AS invited
}
RETURN member_id, invited, recruits, buyers, old_buyers, repeat_buyers
ORDER BY buyers DESC, recruits DESC, member_id

// name: steps
// How long visitors of the funnel (read/metrics/funnel) took from stage to stage: of those who did, the middle of the times.
// To registering from the first invited touch of the window, to the last stage from the second order; who was somebody before
// the invitation is left out of the first.
// mode: read · grain: one row per stage that somebody came from
// $run: number of the run · $open: to_run of an open version · $as_of: the run's, microseconds
// $start: first microsecond of the window · $end: the microsecond after its last, at most the one after as_of
// $channel: that of the invited touch, empty for all
// $team: member id of the root of the team, empty for the whole company
// returns: stage (0 invited to 3 second order), between: the sum of the two middle times, microseconds
{parts/invited}
WITH t, begun AS touched,
  {parts/visitor_ordered}
  AS bought
WITH t, touched, bought,
  {parts/visitor_joined}
  AS joined WHERE bought IS NOT NULL
WITH touched, joined, bought, bought[0] AS first, bought[0] + 30 * 86400000000 AS soon, bought[0] + 60 * 86400000000 AS later
WITH touched, joined, bought, first, CASE WHEN bought[1] <= soon THEN bought[1] END AS second, soon, later
WITH touched, joined, first, second, CASE WHEN second IS NOT NULL THEN [at IN bought WHERE soon < at <= later][0] END AS kept
UNWIND [[0, CASE WHEN joined >= touched THEN joined - touched END], [1, first - joined], [2, second - first], [3, kept - second]] AS step
WITH step[0] AS stage, step[1] AS gap WHERE gap IS NOT NULL
RETURN stage, toInteger(2 * percentileCont(gap, 0.5)) AS between
ORDER BY stage

// name: visitors
// Visitors of the funnel who came to a stage, or those who wait in it, the last invited first.
// mode: read · grain: one row per visitor
// $run: number of the run · $open: to_run of an open version · $as_of: the run's, microseconds
// $start: first microsecond of the window · $end: the microsecond after its last, at most the one after as_of
// $channel: that of the invited touch, empty for all
// $team: member id of the root of the team, empty for the whole company
// $stage: 0 invited to 4 retained · $waiting: only those who still have time for the next · $limit: how many at most
// returns: visitor_id, at (the last invited touch), inviter_id, person_id (whom it became, empty: nobody), member (is it one), reached
{parts/invited}
WITH visitor, t, touched,
  {parts/visitor_ordered}
  AS bought
WITH visitor, touched, bought, CASE WHEN bought = [] THEN
  {parts/visitor_joined}
  END AS joined
{parts/funnel_stage}
WITH visitor, touched, reached WHERE CASE WHEN $waiting THEN reached = $stage AND waits ELSE reached >= $stage END
WITH visitor, touched, reached ORDER BY touched DESC, visitor LIMIT $limit
CALL (visitor, touched) {
  MATCH (t:Touch {visitor_id: visitor, at: touched})-[:INVITED_BY]->(m:Member) WHERE t.from_run <= $run
  RETURN m.id AS inviter_id ORDER BY inviter_id LIMIT 1
}
WITH visitor, touched, inviter_id, reached, COLLECT {
  MATCH (k:Touch {visitor_id: visitor})-[:BECAME]->(p)
  WHERE k.at <= $as_of AND k.from_run <= $run AND p.from_run <= $run
  RETURN p ORDER BY k.at DESC, k.id DESC LIMIT 1 }[0] AS p
RETURN visitor AS visitor_id, touched AS at, inviter_id, coalesce(p.id, '') AS person_id, coalesce(p:Member, false) AS member, reached
ORDER BY at DESC, visitor_id

// name: list
// People behind a figure: members, or buyers, by when they joined, first ordered, and ordered again or not; or one member's recruits.
// mode: read · grain: one row per person
// $run: number of the run · $open: to_run of an open version · $as_of: the run's, microseconds
// $team: member id of the root of the team, empty for the whole company · $channel: the person's own, null for all
// $sponsor: only direct recruits of this member, empty: all · $members: whether customers are left out
// $joined: from and to before when they joined (microseconds), null for any · $first: the same of their first order
// $again: the same of any order
// $lapsed: whether they are those who did not order in $again · $limit: how many at most
// returns: person_id, name, member (is it one), channel, joined, first, last (microseconds, or null), orders
CALL () {
  WITH $sponsor AS sponsor WHERE sponsor <> ''
  MATCH (:Member {id: $sponsor})<-[up:SPONSORED_BY]-(p:Member) WHERE up.from_run <= $run AND up.to_run > $run AND p.from_run <= $run
  RETURN p
  UNION ALL
  WITH $sponsor AS sponsor WHERE sponsor = ''
  {parts/buyers}
  RETURN p
}
WITH p WHERE ($channel IS NULL OR coalesce(p.channel, '') = $channel) AND (NOT $members OR p:Member)
  AND ($joined IS NULL OR $joined[0] <= p.joined < $joined[1])
WITH p,
  {parts/ordered}
  AS bought
WITH p, bought WHERE ($first IS NULL OR $first[0] <= bought[0] < $first[1])
  AND ($again IS NULL OR any(at IN bought WHERE $again[0] <= at < $again[1]) <> $lapsed)
RETURN p.id AS person_id, coalesce(p.name, '') AS name, p:Member AS member, coalesce(p.channel, '') AS channel, p.joined AS joined,
       bought[0] AS first, bought[-1] AS last, size(bought) AS orders
ORDER BY person_id LIMIT $limit
