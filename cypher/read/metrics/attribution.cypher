// Channel attribution: the first orders of buyers in the window, given to the touches of the buyer within 7 days before:
// the last, the first, or all in equal parts (linear); channel "none" where there is no touch. A visitor's touches are the
// buyer's when the last that is known says so. The caller divides: a row stands for `touches / parts` orders.
// mode: read · grain: one row per model, channel and number of touches
// $run: number of the run · $open: to_run of an open version · $as_of: the run's, microseconds
// $start: first microsecond of the window · $end: the microsecond after its last, at most the one after as_of
// $channel: that of the touch, empty for all · $team: member id of the root of the team, empty for the whole company
{parts/buyers}
WITH p,
  {parts/ordered}
  AS bought
WITH *, bought[0] AS first
WITH p, first WHERE $start <= first < $end
WITH p, first, CASE WHEN p.touched_from <= $run THEN p.touched ELSE
  {parts/touched}
  END AS channels
WITH CASE WHEN size(channels) > 0 THEN channels ELSE ['none'] END AS channels
UNWIND [['last', channels[-1], 1], ['first', channels[0], 1]] + [c IN channels | ['linear', c, size(channels)]] AS part
WITH part[0] AS model, part[1] AS channel, part[2] AS parts WHERE $channel = '' OR channel = $channel
RETURN model, channel, parts, count(*) AS touches
ORDER BY model, channel, parts
