// How many standing orders with the fund's package each member placed itself (`sales`, for rule R8); absent where a member
// placed no package order at all.
// mode: batched · after: nightly/network/package_orders
// $package: index of the fund's package in the plan
CALL () {
  MATCH (m:Member)-[:PLACED]->(o:PackageOrder)
  RETURN m, sum(CASE WHEN o.bought[$package] > 0 THEN 1 ELSE 0 END) AS found
  UNION ALL
  MATCH (m:Member) WHERE m.sales IS NOT NULL AND NOT EXISTS { (m)-[:PLACED]->(:PackageOrder) }
  RETURN m, null AS found
}
WITH m, found WHERE coalesce(m.sales, -1) <> coalesce(found, -1)
CALL (m, found) { SET m.sales = found } IN CONCURRENT TRANSACTIONS OF 20000 ROWS
