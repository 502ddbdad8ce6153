// Pools (rule R7): the entries of a pool and day are its share for each holder, what was fed to a pool is what was shared and
// what the last day carries, and once a run has shared a day, all that the facts feed up to it is counted. Returns the pools
// and days that break it.
// mode: read
// $run: the number of this run · $open: to_run of an open version · $pools: as in nightly/pools/share · $end: the point at which the first day begins that is not over · $limit: how many rows
CALL () {
  MATCH (p:Pool)
  OPTIONAL MATCH (p)-[:SHARED]->(s:Share {to_run: $open})
  WITH p, coalesce(s.share * s.holders, 0) AS due
  WITH p, due, reduce(t = 0, a IN COLLECT { MATCH ()-[e:EARNED]->(p) RETURN e.amount } | t + a) AS posted
  WHERE due <> posted
  RETURN p.name AS pool, p.day AS day, due, posted
  UNION ALL
  MATCH (p:Pool)-[:SHARED]->(s:Share {to_run: $open})
  WITH p, s ORDER BY p.day
  WITH p.name AS pool, sum(s.fed + coalesce(s.adjusted, 0)) AS due, sum(s.share * s.holders) AS shared, collect(s.carried)[-1] AS carried
  WITH pool, due, shared + carried AS posted WHERE due <> posted
  RETURN pool, '' AS day, due, posted
  UNION ALL
  UNWIND $pools AS pool
  WITH pool WHERE EXISTS { (:Pool {name: pool.name})-[:SHARED]->(:Share {from_run: $run}) }
  CALL (pool) {
    OPTIONAL MATCH (o:PackageOrder) WHERE o.clk < $end
    RETURN sum(
      {parts/fed}
    ) AS due
  }
  CALL (pool) {
    MATCH (:Pool {name: pool.name})-[:SHARED]->(s:Share {to_run: $open})
    RETURN sum(s.fed + coalesce(s.adjusted, 0)) AS posted
  }
  WITH pool, due, posted WHERE due <> posted
  RETURN pool.name AS pool, '' AS day, due, posted
}
RETURN pool, day, due, posted LIMIT $limit
