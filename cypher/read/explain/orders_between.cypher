// How many orders with packages that stood in a run lie on the clock after one point and up to another, counted to a limit.
// mode: read
// $after: a point on the clock · $until: a later one · $run: number of the run · $limit: the highest count told
// $products: product ids of the plan's packages · $gifts: whether a line of 0.00 counts
CALL () {
  MATCH (o:PackageOrder) WHERE $after < o.clk <= $until RETURN o
  UNION ALL
  MATCH (o:Replaced) WHERE $after < o.clk <= $until RETURN o
}
WITH o WHERE o.from_run <= $run AND (o:Order OR o.to_run > $run)
  AND EXISTS { MATCH (o)-[c:CONTAINS|CONTAINED]->(p:Product)
    WHERE p.id IN $products AND ($gifts OR c.amount > 0)
      AND coalesce(c.from_run, 0) <= $run AND coalesce(c.to_run, $run + 1) > $run }
  AND o.amount > reduce(t = 0, a IN COLLECT { MATCH (f)-[:REFUNDS]->(o)
    WHERE f.from_run <= $run AND coalesce(f.to_run, $run + 1) > $run RETURN f.amount } | t + a)
WITH o LIMIT $limit
RETURN count(o) AS orders
