// The pools of each day (rule R7), a fold along the days: fed by the day's packages, shared with what was carried among
// the holders after the day's last order, the rest carried on. Writes a version where the figures differ. What changed about
// closed days is added on the first day; a pool that owes shares nothing.
// mode: batched · after: nightly/pools/begin
// $run: the number of this run · $open: to_run of an open version · $shift: see graph.clock · $days: the days shared, in order, each {day, start, end} · $pools: each {name, since, off, above, above_off, amounts: a list of {from, until, per_package}}; above is the property of the rank above when only exact holders share, and ..off those of the points at which the rank was lost and held again (null: it cannot be) · $package: index of the entry package, null for none
MATCH (company:Company)
UNWIND range(0, size($days) - 1) AS number
WITH company, $days[number] AS d ORDER BY number
CALL (company, d) {
  WITH toString(d.start + $shift) AS start, toString(d.end + $shift) AS end
  CALL (start, end) {
    MATCH (o:PackageOrder) WHERE start <= o.clk < end
    WITH collect(o {.clk, .bought}) AS found
    RETURN found, size([f IN found WHERE f.bought[$package] > 0]) AS orders
  }
  UNWIND range(0, size($pools) - 1) AS i
  WITH i, $pools[i] AS pool, orders, found, end
  WITH i, pool, orders, end, reduce(every = 0, o IN found | every +
    {parts/fed}
  ) AS fed
  WITH i, pool, orders, fed, COUNT { (m:Dealer) WHERE m[pool.since] < end AND (pool.off IS NULL OR size([p IN coalesce(m[pool.off], []) WHERE p < end]) % 2 = 0) AND (pool.above IS NULL OR coalesce(m[pool.above] >= end, true) OR pool.above_off IS NOT NULL AND size([p IN coalesce(m[pool.above_off], []) WHERE p < end]) % 2 = 1) } AS holders
  WITH i, pool, orders, fed, holders, company.adjusted[i] AS adjusted, company.carried[i] + company.adjusted[i] + fed AS total
  WITH i, pool, orders, fed, holders, adjusted, total, CASE WHEN holders > 0 AND total > 0 THEN total / holders ELSE 0 END AS share
  WITH collect({pool: pool.name, orders: orders, fed: fed, holders: holders, share: share, carried: total - share * holders, adjusted: adjusted}) AS figures
  SET company.carried = [f IN figures | f.carried], company.adjusted = [f IN figures | 0]
  WITH figures
  UNWIND figures AS now
  MERGE (p:Pool {name: now.pool, day: d.day})
  WITH p, now
  OPTIONAL MATCH (p)-[:SHARED]->(s:Share {to_run: $open})
  WITH p, now, s
  WHERE s IS NULL OR s {.orders, .fed, .holders, .share, .carried, adjusted: coalesce(s.adjusted, 0)} <> now {.orders, .fed, .holders, .share, .carried, .adjusted}
  SET s.to_run = $run
  CREATE (p)-[:SHARED]->(:Share {from_run: $run, to_run: $open, orders: now.orders, fed: now.fed, holders: now.holders,
                                 share: now.share, carried: now.carried, adjusted: now.adjusted})
} IN TRANSACTIONS OF 100 ROWS
