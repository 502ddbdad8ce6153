// How many standing package orders lie on the clock after one point and up to another, counted to a limit.
// mode: read
// $after: a point on the clock · $until: a later one · $run: number of the run · $limit: the highest count told
MATCH (o:PackageOrder&Order) WHERE $after < o.clk <= $until AND o.from_run <= $run
  AND o.amount > reduce(t = 0, a IN COLLECT { MATCH (f:Refund)-[:REFUNDS]->(o) WHERE f.from_run <= $run RETURN f.amount } | t + a)
WITH o LIMIT $limit
RETURN count(o) AS orders
