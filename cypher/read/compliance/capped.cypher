// Members who earned something in a month, and those of them whose rewards were more than a share of their own sales in it: what
// their direct recruits and the customers of their communities bought, net of refunds. Pool shares are rewards.
// mode: read · grain: one row per month in which somebody earned, and one of all time
// $run: number of the run · $open: to_run of an open version · $as_of: the run's, microseconds
// $start: first microsecond · $end: the microsecond after the last, at most the one after as_of · $zone: the plan's time zone
// $over: numerator of the share · $under: its denominator
// returns: at (year*12+month-1; null: all time), paid: members, above: members
MATCH (m:Member) WHERE m.from_run <= $run AND EXISTS { (m)-[:EARNED]->() }
CALL (m) {
  CALL (m) {
    MATCH (m)-[e:EARNED]->() WHERE e.run <= $run
    RETURN toInteger(left(e.day, 4)) * 12 + toInteger(substring(e.day, 5, 2)) - 1 AS at, sum(e.amount) AS earned, 0 AS sold
    UNION ALL
    {parts/sold_to}
    WITH p, p.ordered AS times, CASE WHEN p.ordered_from <= $run THEN p.ordered_net END AS nets
    UNWIND
      {parts/paid}
      AS sale
    WITH datetime({epochMillis: sale[0] / 1000, timezone: $zone}) AS bought, sale[1] AS net
    RETURN bought.year * 12 + bought.month - 1 AS at, 0 AS earned, sum(net) AS sold
  }
  WITH at, sum(earned) AS earned, sum(sold) AS sold
  WITH collect({at: at, earned: earned, sold: sold}) AS months
  UNWIND months + [{at: null, earned: reduce(t = 0, m IN months | t + m.earned), sold: reduce(t = 0, m IN months | t + m.sold)}] AS span
  WITH span.at AS at, span.earned AS earned, span.sold AS sold WHERE earned > 0
  RETURN at, earned > sold / $under * $over + sold % $under * $over / $under AS above
}
RETURN at, count(*) AS paid, sum(CASE WHEN above THEN 1 ELSE 0 END) AS above
ORDER BY at
