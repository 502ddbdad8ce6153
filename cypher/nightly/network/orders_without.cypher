// A package order that contains none of the plan's packages any more has bought nothing: it went back to the quarantine,
// or came back from there with other lines or a time after as_of.
// mode: batched · after: nightly/network/package_orders
// $as_of: microseconds · $nothing: a list of zeros, one per package of the plan · $products: product ids in the plan's order
MATCH (o:PackageOrder) WHERE o.bought <> $nothing
  AND (o:Withdrawn OR o.at > $as_of OR NOT EXISTS { MATCH (o)-[:CONTAINS]->(p) WHERE p.id IN $products })
CALL (o) { SET o.bought = $nothing } IN TRANSACTIONS OF 20000 ROWS
