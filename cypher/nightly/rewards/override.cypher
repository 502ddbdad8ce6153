// Team override (rule R4): to the buyer's team owner, if of the rank before the order. The owner is there from the buyer's
// first package on.
// mode: part · shape: subquery · grain: one row per payee · after: nightly/teams/owners
// takes: o; buyer; clk; measures · returns: payee; kind; source; amount: minor units
// $open: to_run of an open version · $buys: property of the rank of a first package · $override: per paying package {package, amount, since, off, span, own}: amount in minor units per package; the others as for level
MATCH (buyer)-[:IN_TEAM_OF {to_run: $open}]->(payee:Member) WHERE buyer[$buys] <= clk
UNWIND $override AS r
WITH o, clk, payee, r, r.amount * measures[r.package] AS amount, r.span AS span, r.own AS own
WHERE amount > 0 AND (r.since IS NULL OR payee[r.since] < clk AND (r.off IS NULL OR size([p IN coalesce(payee[r.off], []) WHERE p < clk]) % 2 = 0)) AND (
  {parts/active}
)
WITH payee, sum(amount) AS amount
RETURN payee, 'override' AS kind, '' AS source, amount
