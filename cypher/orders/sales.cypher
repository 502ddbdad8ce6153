// How many standing orders with the fund's package each member placed itself (`sales`, absent when none; for rule R8).
// mode: batched · after: orders/packages
// $package: index of the fund's package in the plan
MATCH (m:Member)
CALL (m) {
  WITH m, COUNT { (m)-[:PLACED]->(o:PackageOrder) WHERE o.bought[$package] > 0 } AS found
  WHERE coalesce(m.sales, 0) <> found
  SET m.sales = CASE WHEN found > 0 THEN found END
} IN TRANSACTIONS OF 50000 ROWS
