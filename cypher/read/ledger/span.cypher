// How far the ledger can reach: the days of the first and of the last order that can have entries, the last
// day of a pool and of a total, and the names of the pools.
// mode: read
// returns: first, last, last_pool, first_total, last_total (days, null for none), pools (names)
OPTIONAL CALL () {
  MATCH (o:PackageOrder) WHERE o.clk >= ''
  RETURN o.day AS first ORDER BY o.clk LIMIT 1
}
OPTIONAL CALL () {
  MATCH (o:PackageOrder) WHERE o.clk >= ''
  RETURN o.day AS last ORDER BY o.clk DESC LIMIT 1
}
CALL (first, last) {
  OPTIONAL MATCH (was:Replaced) WHERE was.day < first OR was.day > last
  WITH min(was.day) AS earliest, max(was.day) AS latest
  RETURN CASE WHEN earliest < first THEN earliest ELSE first END AS start, CASE WHEN latest > last THEN latest ELSE last END AS end
}
CALL () { MATCH (t:Total) RETURN min(t.day) AS first_total, max(t.day) AS last_total }
OPTIONAL MATCH (p:Pool)
RETURN start AS first, end AS last, first_total, last_total, max(p.day) AS last_pool, collect(DISTINCT p.name) AS pools
