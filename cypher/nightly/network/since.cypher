// The first point that a fact which lay after the published as_of, and no longer does, can alter: a refund its order's.
// mode: read
// $before: as_of of the published run, microseconds · $as_of: microseconds · $shift: see graph.clock · $never: the point after all
MATCH (f:Refund)-[:REFUNDS]->(o:Order) WHERE $before < f.at <= $as_of
RETURN coalesce(min(toString(o.at + $shift) + ' ' + o.id), $never) AS point
