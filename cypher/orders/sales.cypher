// How many standing orders with the entry package each member placed itself (`sales`, absent when none; for rule R8).
// mode: batched
// $package: index of the entry package in the plan
MATCH (m:Member)-[:PLACED]->(o:PackageOrder)
WITH m, sum(CASE WHEN o.bought[$package] > 0 THEN 1 ELSE 0 END) AS found
WITH m, CASE WHEN found > 0 THEN found END AS sales WHERE coalesce(m.sales, 0) <> found
CALL (m, sales) { SET m.sales = sales } IN TRANSACTIONS OF 50000 ROWS
