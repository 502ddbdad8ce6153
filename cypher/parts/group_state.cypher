// Where a buying group stands as of a run (R12): succeeded once orders of it count; else open as long as its window is, then failed.
// mode: part · shape: clause · grain: one row per group
// takes: g · returns: state: succeeded, open or failed; buyers: distinct ones that stand inside its window; orders: how many count; net: what they come to, minor units; success: when it succeeded, microseconds, or null
// $run: number of the run · $as_of: the run's, microseconds
CALL (g) {
  CALL (g) {
    {parts/group_orders}
    WITH g, who, paid, net, counts AND net > 0 AS counted, placed.at AS at
    RETURN count(DISTINCT CASE WHEN net > 0 AND g.opens <= paid <= g.closes THEN who END) AS buyers,
           sum(CASE WHEN counted THEN 1 ELSE 0 END) AS orders, sum(CASE WHEN counted THEN net ELSE 0 END) AS net,
           min(CASE WHEN counted THEN at END) AS success
  }
  RETURN buyers, orders, net, success, CASE WHEN success IS NOT NULL THEN 'succeeded' WHEN $as_of <= g.closes THEN 'open' ELSE 'failed' END AS state
}
