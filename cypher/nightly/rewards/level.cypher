// Levels (rule R10): percentages by generation of what the order is measured by, to the sponsors above the buyer; of a
// customer's order the owner of the community is the first generation. With compression whoever is not active or lacks the rank
// is passed over. The walk goes up one sponsor at a time and ends with the last generation.
// mode: part · shape: subquery · grain: one row per payee and generation · after: nightly/network/correct, nightly/ranks/reach, nightly/network/bases
// takes: o; clk; measures · returns: payee; kind; source: the generation; amount: minor units
// $open: to_run of an open version · $as_of: microseconds; an owner who joins later is not there yet · $levels: each {place, overs, since, off, passes, span, own}: where in measures its basis is, numerators by generation, property of the payee's rank, that of the points at which that rank was lost and held again (null for one that cannot be lost), microseconds up to the order in which a member is active (null without compression), and in which it needs own orders (minor units) · $level_under: the denominator · $generations: how many at most
UNWIND $levels AS level
WITH o, clk, level, measures[level.place] AS base WHERE base > 0
MATCH (b)-[:PLACED]->(o)
CALL (b) {
  MATCH (b)-[:SPONSORED_BY {to_run: $open}]->(first:Member)
  RETURN first
  UNION ALL
  MATCH (b:Customer)-[:BUYS_IN]->(:Community)<-[:OWNS]-(first:Member) WHERE first.joined <= $as_of
  RETURN first
}
CALL (o, clk, level, first) {
  MATCH (first) (()-[:SPONSORED_BY {to_run: $open}]->())* (m)
  WHERE level.passes IS NULL OR (level.since IS NULL OR m[level.since] < clk AND (level.off IS NULL OR size([p IN coalesce(m[level.off], []) WHERE p < clk]) % 2 = 0)) AND EXISTS {
    MATCH (m)-[:PLACED]->(e:Order) WHERE o.at - level.passes <= e.at <= o.at AND (e.at < o.at OR e.id <= o.id) AND coalesce(e.net, e.amount) > 0 }
  WITH m LIMIT $generations
  RETURN collect(m) AS line
}
UNWIND range(0, CASE WHEN size(line) < size(level.overs) THEN size(line) ELSE size(level.overs) END - 1) AS place
WITH o, clk, level, base, place, line[place] AS payee, level.span AS span, level.own AS own
WHERE (level.since IS NULL OR payee[level.since] < clk AND (level.off IS NULL OR size([p IN coalesce(payee[level.off], []) WHERE p < clk]) % 2 = 0)) AND (
  {parts/active}
)
WITH payee, place, sum(base * level.overs[place]) / $level_under AS amount WHERE amount > 0
RETURN payee, 'level' AS kind, toString(place + 1) AS source, amount
