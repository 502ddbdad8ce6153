// One read of what any calculation must know of each order: its buyer, its time, and what stands of its amount.
// mode: read
// $as_of: microseconds
MATCH (m:Member)-[:PLACED]->(o:Order) WHERE o.at <= $as_of
RETURN sum(coalesce(o.net, o.amount)) AS amount, count(o) AS orders
