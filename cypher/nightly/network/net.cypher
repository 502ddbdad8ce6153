// The net amount of each order that has refunds, or ever had: what `net` is not there for is the amount itself.
// mode: batched
// $as_of: microseconds
MATCH ()-[:REFUNDS]->(o:Order|Withdrawn)
WITH DISTINCT o
CALL (o) {
  OPTIONAL MATCH (f:Refund)-[:REFUNDS]->(o) WHERE f.at <= $as_of
  WITH o, o.amount - coalesce(sum(f.amount), 0) AS net
  WITH o, net WHERE coalesce(o.net, o.amount) <> net
  SET o.net = net
} IN TRANSACTIONS OF 20000 ROWS
