// Own volume by month of every member (`own`: a list from the company's first month to the last in which the member has
// any; absent when there is none): the net amounts of its own orders and of the customers of its communities (R11). `last`:
// when the last of these orders was (microseconds UTC); absent without any.
// mode: batched
// $as_of: microseconds · $day0: number of the first day since 1970, UTC · $month: per UTC day, the month index at its start · $turn: per UTC day, the microsecond at which the next month begins in the plan's zone
MATCH (m:Member)
CALL (m) {
  CALL (m) {
    MATCH (m)-[:PLACED]->(o:Order) WHERE o.at <= $as_of
    RETURN o
    UNION ALL
    MATCH (m)-[:OWNS]->(:Community)<-[:BUYS_IN]-(:Customer)-[:PLACED]->(o:Order) WHERE o.at <= $as_of
    RETURN o
  }
  WITH o, o.at / 86400000000 - $day0 AS day
  WITH $month[day] + CASE WHEN o.at >= $turn[day] THEN 1 ELSE 0 END AS month, coalesce(o.net, o.amount) AS net, o.at AS at
  WITH month, reduce(t = 0, n IN collect(net) | t + n) AS volume, max(CASE WHEN net > 0 THEN at END) AS at WHERE volume <> 0
  WITH collect([month, volume]) AS found, max(month) AS last, max(at) AS at
  WITH CASE WHEN size(found) > 0
    THEN [i IN range(0, last) | reduce(t = 0, f IN found | t + CASE WHEN f[0] = i THEN f[1] ELSE 0 END)] END AS own, at
  WITH own, at WHERE coalesce(m.own, []) <> coalesce(own, []) OR coalesce(m.last, 0) <> coalesce(at, 0)
  SET m.own = own, m.last = at
} IN CONCURRENT TRANSACTIONS OF 20000 ROWS
