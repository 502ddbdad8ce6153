// An order on the clock that contains none of the plan's packages any more has bought nothing: it went back to the quarantine,
// or came back from there with other lines or a time after as_of. One that does not count at all has no bases either.
// mode: batched · after: nightly/network/package_orders
// $as_of: microseconds · $from_point: the point on the clock before which orders are as the published run found them · $nothing: a list of zeros, one per package of the plan · $products: product ids in the plan's order
MATCH (o:PackageOrder) WHERE o.clk >= $from_point
WITH o, o:Withdrawn OR o.at > $as_of AS gone
WHERE gone AND o.bases IS NOT NULL
   OR o.bought <> $nothing AND (gone OR NOT EXISTS { MATCH (o)-[:CONTAINS]->(p) WHERE p.id IN $products })
CALL (o, gone) { SET o.bought = $nothing, o.bases = CASE WHEN gone THEN null ELSE o.bases END } IN TRANSACTIONS OF 20000 ROWS
