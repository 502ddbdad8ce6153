// Peer match (rule R5): a share of each direct and override entry, to the mentor (the earner's team owner), if both have
// their rank before the order; and where the plan has several generations, to the mentor's mentor and so on.
// mode: part · shape: subquery · grain: one row per earner, matched kind and generation · after: nightly/rewards/direct, nightly/rewards/override
// takes: clk; flat: what is due directly, [payee, kind, source, amount]
// returns: payee; kind; source: the matched kind; amount: minor units
// $open: to_run of an open version · $buys: property of the rank of a first package · $of: the kinds it matches · $earner: property of the earner's rank, null for rank 0 · $mentor: property of the mentor's rank, null for rank 0 · $earner_off: that of the points at which the earner's rank was lost and held again, null for one that cannot be lost · $mentor_off: the same of the mentor's · $shares: the share of each generation {over, under}
UNWIND flat AS matched
WITH clk, matched[0] AS earner, matched[1] AS source, matched[3] AS amount
WHERE source IN $of AND ($earner IS NULL OR earner[$earner] < clk AND ($earner_off IS NULL OR size([p IN coalesce(earner[$earner_off], []) WHERE p < clk]) % 2 = 0))
MATCH p = (earner) ((below WHERE below[$buys] <= clk)-[:IN_TEAM_OF {to_run: $open}]->()){1,10} (payee:Member)
WHERE length(p) <= size($shares) AND ($mentor IS NULL OR payee[$mentor] < clk AND ($mentor_off IS NULL OR size([p IN coalesce(payee[$mentor_off], []) WHERE p < clk]) % 2 = 0))
WITH payee, source, amount * $shares[length(p) - 1].over / $shares[length(p) - 1].under AS amount WHERE amount > 0
RETURN payee, 'peer' AS kind, source, amount
