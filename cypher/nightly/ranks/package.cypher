// Condition `package`: met at the buyer's first standing order with the package, by who met all conditions before it.
// mode: batched
// $position: how many conditions come before it · $holds: property of the rank below that must be held, or null · $package: index of the package in the plan
MATCH (o:PackageOrder) WHERE o.bought[$package] > 0
MATCH (m:Member)-[:PLACED]->(o)
WHERE ($holds IS NULL OR m[$holds] IS NOT NULL) AND size(coalesce(m.met, [])) = $position
WITH m, min(o.clk) AS point
CALL (m, point) { SET m.met = coalesce(m.met, []) + point } IN CONCURRENT TRANSACTIONS OF 20000 ROWS
