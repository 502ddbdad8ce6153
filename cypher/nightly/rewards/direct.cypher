// Direct referral (rule R3): to the buyer's sponsor, if of the rank before the order.
// mode: part · shape: subquery · grain: one row per payee · after: nightly/network/correct, nightly/ranks/reach
// takes: buyer; clk; bought · returns: payee; kind; source; amount: minor units
// $open: to_run of an open version · $direct: per paying package {package, amount, since}, amount in minor units per package
MATCH (buyer)-[:SPONSORED_BY {to_run: $open}]->(payee:Member)
WITH payee, reduce(a = 0, r IN $direct |
       a + CASE WHEN r.since IS NULL OR payee[r.since] < clk THEN r.amount * bought[r.package] ELSE 0 END) AS amount
WHERE amount > 0
RETURN payee, 'direct' AS kind, '' AS source, amount
