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
OPTIONAL MATCH (p:Pool)
RETURN first, last, max(p.day) AS last_pool, collect(DISTINCT p.name) AS pools
