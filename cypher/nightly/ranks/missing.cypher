// name: reached
// Members that hold a rank miss nothing of it, whatever its conditions say: an opening gave it.
// mode: batched · after: nightly/ranks/reach
// $since: property of the rank · $off: that of the points at which it was lost and held again, null for one that cannot be lost
MATCH (m:Member) WHERE m.missing IS NOT NULL AND m[$since] IS NOT NULL AND size(coalesce(m[$off], [])) % 2 = 0
CALL (m) { SET m.missing = null } IN CONCURRENT TRANSACTIONS OF 20000 ROWS

// name: package
// What members miss of a condition `package` of the rank above theirs (`missing`: place of the condition and how many are missing,
// such as '01:1'): the package.
// mode: batched · after: nightly/network/package_orders
// $place: the condition's place in the plan as two digits and a colon · $package: index of the package in the plan
MATCH (m:Member) WHERE
  {parts/holds_below}
  AND NOT EXISTS { (m)-[:PLACED]->(o:PackageOrder) WHERE o.bought[$package] > 0 }
CALL (m) { SET m.missing = coalesce(m.missing, []) + ($place + '1') } IN CONCURRENT TRANSACTIONS OF 20000 ROWS

// name: direct
// What members miss of a condition `direct`, as in nightly/ranks/missing/package: so many recruits of the rank.
// mode: batched
// $place: the condition's place in the plan as two digits and a colon · $since: property of the recruits' rank, null for rank 0 · $count: how many recruits · $open: to_run of an open version
MATCH (m:Member) WHERE
  {parts/holds_below}
CALL (m) {
  WITH m, $count - COUNT { (k:Member)-[:SPONSORED_BY {to_run: $open}]->(m) WHERE $since IS NULL OR k[$since] IS NOT NULL } AS short
  WHERE short > 0
  SET m.missing = coalesce(m.missing, []) + ($place + toString(short))
} IN CONCURRENT TRANSACTIONS OF 20000 ROWS

// name: legs
// What members miss of a condition `legs`, as in nightly/ranks/missing/package: so many full legs (after the roll-up of legs).
// mode: batched · after: nightly/ranks/legs_rollup
// $place: the condition's place in the plan as two digits and a colon · $count: how many legs · $each: how many members in each · $open: to_run of an open version
MATCH (m:Member) WHERE
  {parts/holds_below}
CALL (m) {
  WITH m, $count - COUNT { (k:Member)-[:SPONSORED_BY {to_run: $open}]->(m) WHERE size(k.held) >= $each } AS short
  WHERE short > 0
  SET m.missing = coalesce(m.missing, []) + ($place + toString(short))
} IN CONCURRENT TRANSACTIONS OF 20000 ROWS

// name: volume
// Who misses a condition `volume`, as in nightly/ranks/missing/package: a month that is over and has enough, the last one where
// it must be met anew. That is one thing, however much volume it is.
// mode: batched · after: nightly/volumes/rollup
// $place: the condition's place in the plan as two digits and a colon · $open: to_run of an open version
// $of: personal, group or team · $amount: minor units · $legs: how many legs, 0 for none · $each: what each of them needs, minor units · $lapses: whether it must be met anew · $starts: the points at which the company's months begin, up to the one that is not over, and the point after all
MATCH (m:Member) WHERE
  {parts/holds_below}
CALL (m) {
  WITH m, coalesce(m.own, []) AS own, coalesce(m.team, []) AS team,
       CASE WHEN $legs > 0
         THEN COLLECT { MATCH (m)<-[:SPONSORED_BY {to_run: $open}]-(k:Member) WHERE k.own IS NOT NULL OR k.team IS NOT NULL RETURN {own: k.own, team: k.team} }
         ELSE [] END AS legs
  WITH m, [i IN range(CASE WHEN $lapses THEN size($starts) - 3 ELSE 0 END, size($starts) - 3) WHERE i >= 0 AND
             {parts/volume_met}
           ] AS months
  WHERE size(months) = 0
  SET m.missing = coalesce(m.missing, []) + ($place + '1')
} IN CONCURRENT TRANSACTIONS OF 20000 ROWS
