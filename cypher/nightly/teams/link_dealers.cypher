// From every dealer one link per paid rank to the nearest dealer above who reached it, and reached it before that dealer did
// (who reached it later is paid for no order that the dealer is not): the walk of the differential (R6) goes along them, and
// meets earlier points only. Where a rank can be lost, the link leads to the nearest one above who ever held it. Highest dealers first: the links of who is near are there.
// mode: batched
// $rates: the ranks that are paid, each {rank, since, off} · $never: the point after all
MATCH (d:Dealer) WHERE d.near IS NOT NULL
WITH d ORDER BY d.depth
CALL (d) {
  MATCH (u:Dealer {id: d.near})
  UNWIND $rates AS rate
  WITH d, u, rate, CASE WHEN rate.off IS NULL THEN coalesce(d[rate.since], $never) ELSE $never END AS reached
  MATCH (u) ((v WHERE coalesce(v[rate.since] >= reached, true))-[:UP {rank: rate.rank}]->())* (a WHERE a[rate.since] < reached)
  CREATE (d)-[:UP {rank: rate.rank}]->(a)
} IN TRANSACTIONS OF 20000 ROWS
