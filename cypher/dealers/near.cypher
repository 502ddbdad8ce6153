// The nearest dealer above each member (`near`, its id): the sponsor, or who is near the sponsor. Highest members first.
// mode: batched
// $open: to_run of an open version
MATCH (x:Member)-[:SPONSORED_BY {to_run: $open}]->(s:Member)
WITH x, s ORDER BY x.depth
CALL (x, s) {
  WITH x, CASE WHEN s:Dealer THEN s.id ELSE s.near END AS near WHERE coalesce(x.near, '') <> coalesce(near, '')
  SET x.near = near
} IN TRANSACTIONS OF 50000 ROWS
