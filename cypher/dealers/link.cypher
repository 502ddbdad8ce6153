// From every dealer one link per rank to the nearest dealer above who ever reaches it: the walk of the differential (R6)
// goes along them. Highest dealers first: who is near is done before.
// mode: batched
// $rates: the ranks that are paid, each {rank, since}
MATCH (d:Dealer) WHERE d.near IS NOT NULL
WITH d ORDER BY d.depth
CALL (d) {
  MATCH (u:Dealer {id: d.near})
  UNWIND $rates AS rate
  OPTIONAL MATCH (u)-[:UP {rank: rate.rank}]->(v)
  WITH rate, CASE WHEN u[rate.since] IS NULL THEN v ELSE u END AS target WHERE target IS NOT NULL
  CREATE (d)-[:UP {rank: rate.rank}]->(target)
} IN TRANSACTIONS OF 20000 ROWS
