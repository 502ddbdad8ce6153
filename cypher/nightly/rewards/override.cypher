// Team override (rule R4): to the buyer's team owner, if of the rank before the order. The owner is there from the buyer's
// first package on.
// mode: part · shape: subquery · grain: one row per payee · after: nightly/teams/owners
// takes: buyer; clk; bought · returns: payee; kind; source; amount: minor units
// $open: to_run of an open version · $buys: property of the rank of a first package · $override: per paying package {package, amount, since}, amount in minor units per package
MATCH (buyer)-[:IN_TEAM_OF {to_run: $open}]->(payee:Member) WHERE buyer[$buys] <= clk
WITH payee, reduce(a = 0, r IN $override |
       a + CASE WHEN r.since IS NULL OR payee[r.since] < clk THEN r.amount * bought[r.package] ELSE 0 END) AS amount
WHERE amount > 0
RETURN payee, 'override' AS kind, '' AS source, amount
