// The first point that a fact which lay after the published as_of, and no longer does, can alter: a refund its order's.
// mode: read
// $before: as_of of the published run, microseconds · $as_of: microseconds · $never: the point after all
MATCH (f:Refund)-[:REFUNDS]->(o:PackageOrder) WHERE $before < f.at <= $as_of
RETURN coalesce(min(o.clk), $never) AS point
