// Differential (rule R6): the sponsors above the buyer share the rate of the highest rank; each gets the rise of the rate
// over what was paid below. Per paid rank, the nearest dealer above who held it before the order gets its rise; the walk
// goes along the links among dealers.
// mode: part · shape: subquery · grain: one row per paid rank · after: nightly/teams/link_dealers
// takes: buyer; clk; measures · returns: payee; kind; source; amount: minor units
// $rates: the paid ranks, lowest first: {rank, since, off, rises}: rises in minor units per package of the plan; off: the property of the points at which the rank was lost and held again, null for one that cannot be lost
MATCH (d:Dealer {id: buyer.near})
UNWIND $rates AS rate
WITH d, clk, rate, reduce(a = 0, i IN range(0, size(rate.rises) - 1) | a + rate.rises[i] * measures[i]) AS amount WHERE amount > 0
MATCH (d) ((u WHERE coalesce(u[rate.since] >= clk, true) OR rate.off IS NOT NULL AND size([p IN coalesce(u[rate.off], []) WHERE p < clk]) % 2 = 1)-[:UP {rank: rate.rank}]->())* (payee WHERE payee[rate.since] < clk AND (rate.off IS NULL OR size([p IN coalesce(payee[rate.off], []) WHERE p < clk]) % 2 = 0))
RETURN payee, 'differential' AS kind, '' AS source, amount
