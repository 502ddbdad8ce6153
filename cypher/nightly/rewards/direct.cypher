// Direct referral (rule R3): to the buyer's sponsor, if of the rank before the order.
// mode: part · shape: subquery · grain: one row per payee · after: nightly/network/correct, nightly/ranks/reach
// takes: o; buyer; clk; measures · returns: payee; kind; source; amount: minor units
// $open: to_run of an open version · $direct: per paying package {package, amount, since, off, span, own}: amount in minor units per package; the others as for level
MATCH (buyer)-[:SPONSORED_BY {to_run: $open}]->(payee:Member)
UNWIND $direct AS r
WITH o, clk, payee, r, r.amount * measures[r.package] AS amount, r.span AS span, r.own AS own
WHERE amount > 0 AND (r.since IS NULL OR payee[r.since] < clk AND (r.off IS NULL OR size([p IN coalesce(payee[r.off], []) WHERE p < clk]) % 2 = 0)) AND (
  {parts/active}
)
WITH payee, sum(amount) AS amount
RETURN payee, 'direct' AS kind, '' AS source, amount
