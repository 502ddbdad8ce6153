// How far the ledger can reach: the days of the first and of the last order that can have entries, the last
// day of a pool, and the names of the pools.
// mode: read
// returns: first, last, last_pool (days, null for none), pools (names)
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
OPTIONAL MATCH (p:Pool)
RETURN start AS first, end AS last, max(p.day) AS last_pool, collect(DISTINCT p.name) AS pools
