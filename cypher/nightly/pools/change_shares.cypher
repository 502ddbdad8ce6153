// The figures of pools and days that the SQL engine calculated, where they differ from the published run's (rule R7).
// mode: write
// $run: the number of this run · $open: to_run of an open version · $rows: each {pool, day, orders, fed, holders, share, carried, adjusted, closed}; closed: 1 for a day that shares nothing any more, else 0
UNWIND $rows AS row
MERGE (p:Pool {name: row.pool, day: row.day})
WITH p, row
OPTIONAL MATCH (p)-[:SHARED]->(s:Share {to_run: $open})
SET s.to_run = $run
FOREACH (_ IN CASE WHEN row.closed = 1 THEN [] ELSE [1] END |
  CREATE (p)-[:SHARED]->(:Share {from_run: $run, to_run: $open, orders: row.orders, fed: row.fed, holders: row.holders,
                                 share: row.share, carried: row.carried, adjusted: row.adjusted}))
