// Peer match (rule R5): a share of each direct and override entry, to the mentor (the earner's team owner), if both have
// their rank before the order. One generation, no cascade.
// mode: part · shape: subquery · grain: one row per earner and matched kind · after: nightly/rewards/direct, nightly/rewards/override
// takes: clk; flat: what is due directly, [payee, kind, source, amount]
// returns: payee; kind; source: the matched kind; amount: minor units
// $open: to_run of an open version · $buys: property of the rank of a first package · $of: the kinds it matches · $earner: property of the earner's rank, null for rank 0 · $mentor: property of the mentor's rank, null for rank 0 · $over: numerator of the share · $under: its denominator
UNWIND flat AS matched
WITH clk, matched[0] AS earner, matched[1] AS source, matched[3] * $over / $under AS amount
WHERE source IN $of AND amount > 0 AND ($earner IS NULL OR earner[$earner] < clk)
MATCH (earner)-[:IN_TEAM_OF {to_run: $open}]->(payee:Member)
WHERE earner[$buys] <= clk AND ($mentor IS NULL OR payee[$mentor] < clk)
RETURN payee, 'peer' AS kind, source, amount
