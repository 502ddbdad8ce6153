// Condition `volume` (rule R11): met in each calendar month that is over with so much personal, group or team volume, and so many
// legs with so much group volume each. It is held from the first moment of the month after: for good, or, where it must be met
// anew, in those months alone (`met_months`, their places among the company's months).
// mode: batched · after: nightly/volumes/rollup
// $position: how many conditions come before it · $holds: property of the rank below that must be held, or null · $open: to_run of an open version
// $rank: number of the rank; who holds it from the opening is looked at whatever else it lacks
// $of: personal, group or team · $amount: minor units · $legs: how many legs, 0 for none · $each: what each of them needs, minor units · $lapses: whether it must be met anew · $starts: the points at which the company's months begin, up to the one that is not over, and the point after all
MATCH (m:Member) WHERE ($holds IS NULL OR m[$holds] IS NOT NULL) AND (size(coalesce(m.met, [])) = $position OR $lapses AND m.opening >= $rank) AND (m.own IS NOT NULL OR m.team IS NOT NULL)
CALL (m) {
  WITH m, coalesce(m.own, []) AS own, coalesce(m.team, []) AS team,
       CASE WHEN $legs > 0
         THEN COLLECT { MATCH (m)<-[:SPONSORED_BY {to_run: $open}]-(k:Member) WHERE k.own IS NOT NULL OR k.team IS NOT NULL RETURN {own: k.own, team: k.team} }
         ELSE [] END AS legs
  WITH m, [i IN range(0, CASE WHEN size(own) > size(team) THEN size(own) ELSE size(team) END - 1)
           WHERE i < size($starts) - 2 AND
             {parts/volume_met}
           | i + 1] AS months
  WHERE size(months) > 0 OR $lapses AND m.opening >= $rank
  SET m.met = CASE WHEN size(months) = 0 OR size(coalesce(m.met, [])) <> $position THEN m.met
                   ELSE coalesce(m.met, []) + CASE WHEN $lapses THEN '' ELSE $starts[months[0]] END END,
      m.met_months = CASE WHEN NOT $lapses THEN m.met_months WHEN m.met_months IS NULL THEN months ELSE [i IN m.met_months WHERE i IN months] END
} IN CONCURRENT TRANSACTIONS OF 20000 ROWS
