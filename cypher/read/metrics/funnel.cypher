// The funnel: visitors with an invited touch in the window, those of them who registered, placed a first order, a second one
// within 30 days, and one more than 30 and at most 60 days after the first; each stage inside the one before. Of each stage but
// the last also who is not in the next one and still has time for it. In a team: invited by one of its members.
// mode: read · grain: one row
// $run: number of the run · $open: to_run of an open version · $as_of: the run's, microseconds
// $start: first microsecond of the window · $end: the microsecond after its last, at most the one after as_of
// $channel: that of the invited touch, empty for all
// $team: member id of the root of the team, empty for the whole company
{parts/invited}
WITH t, touched,
  {parts/visitor_ordered}
  AS bought
WITH bought, touched, CASE WHEN bought = [] THEN
  {parts/visitor_joined}
  END AS joined
{parts/funnel_stage}
WITH reached, CASE WHEN waits THEN 1 ELSE 0 END AS waiting
RETURN count(*) AS invited, sum(CASE WHEN reached = 0 THEN waiting ELSE 0 END) AS invited_waiting,
       sum(CASE WHEN reached > 0 THEN 1 ELSE 0 END) AS registered, sum(CASE WHEN reached = 1 THEN waiting ELSE 0 END) AS registered_waiting,
       sum(CASE WHEN reached > 1 THEN 1 ELSE 0 END) AS first_order, sum(CASE WHEN reached = 2 THEN waiting ELSE 0 END) AS first_order_waiting,
       sum(CASE WHEN reached > 2 THEN 1 ELSE 0 END) AS second_order, sum(CASE WHEN reached = 3 THEN waiting ELSE 0 END) AS second_order_waiting,
       sum(CASE WHEN reached > 3 THEN 1 ELSE 0 END) AS retained
