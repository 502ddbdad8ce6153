// Conservation (rule R9): of every order and kind, entries and breakage add up to what the plan sets aside (nothing for a kind
// that it does not know), each key is there once, and no breakage is below 0. Returns the first orders that break it.
// mode: read
// $from: first point on the clock · $until: the point at which the next plan begins · $kinds: per kind {kind, source, matched, shares} as for breakage · $limit: how many rows
WITH [k IN $kinds | k.kind] AS names
MATCH (o:PackageOrder) WHERE $from <= o.clk < $until
CALL (o) {
  OPTIONAL MATCH (p)-[e:EARNED]->(o)
  RETURN collect([e.kind, e.amount, p:Company, coalesce(e.source, '')]) AS entries, count(e.key) - count(DISTINCT e.key) AS repeated
}
WITH o, repeated, entries, o.bought + coalesce(o.bases, []) AS measures,
     $kinds + [e IN entries WHERE NOT e[0] IN names | {kind: e[0], source: '', matched: [], shares: []}] AS known
WITH o, repeated, [k IN known | {kind: k.kind,
  planned: reduce(a = 0, amounts IN k.matched | a + reduce(s = 0, share IN k.shares |
    s + reduce(b = 0, i IN range(0, size(amounts) - 1) | b + amounts[i] * measures[i]) * share.over / share.under)),
  posted: reduce(a = 0, e IN entries | a + CASE WHEN e[0] = k.kind AND k.source IN ['', e[3]] THEN e[1] ELSE 0 END),
  breakage: reduce(a = 0, e IN entries | a + CASE WHEN e[0] = k.kind AND e[2] AND k.source IN ['', e[3]] THEN e[1] ELSE 0 END)}] AS kinds
WITH o, repeated, [k IN kinds WHERE k.planned <> k.posted OR k.breakage < 0] AS broken
WHERE repeated > 0 OR size(broken) > 0
RETURN o.id AS order_id, repeated, broken ORDER BY o.clk LIMIT $limit
