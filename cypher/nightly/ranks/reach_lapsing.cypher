// A rank that can be lost is held while the rank below is, in the months in which it is met anew, from the point at which its
// other conditions came true; an opening rank until the month of the first standing order is over, and then as if those others
// were true. `since`: the point from which it was first held, `off`: the points at which it was lost, held again, lost, and so on, up to the run. nightly/ranks/reach is for the others.
// mode: batched
// $rank: its number · $since: its property · $off: that of the points at which it changed · $holds: property of the rank below that must be held, or null · $below_off: that of the points at which that one changed, or null · $conditions: how many other conditions it has · $monthly: whether one of them must be met anew in each month · $starts: the points at which the company's months begin, up to the one that is not over, and the point after all · $never: that point · $as_of: microseconds · $shift: see graph.clock
CALL () {
  MATCH (o:Order) WHERE o.at <= $as_of AND coalesce(o.net, o.amount) > 0
  WITH o ORDER BY o.at LIMIT 1
  WITH toString(min(o.at) + $shift) AS first
  RETURN coalesce([begins IN $starts WHERE begins > first][0], $never) AS opening_until
}
MATCH (m:Member)
WHERE m.met IS NOT NULL OR m[$since] IS NOT NULL OR m.opening >= $rank
CALL (m, opening_until) {
  WITH m, coalesce(m.met, []) AS met,
       coalesce(m.opening >= $rank, false) AS opening,
       CASE WHEN $holds IS NULL THEN ['']
            WHEN m[$holds] IS NULL THEN []
            WHEN $below_off IS NULL THEN [m[$holds]]
            ELSE [m[$holds]] + coalesce(m[$below_off], []) END AS below
  WITH m, below, met, opening, CASE WHEN NOT $monthly THEN [['', $never]] ELSE [i IN coalesce(m.met_months, []) | [$starts[i], $starts[i + 1]]] END AS months,
       reduce(p = '', q IN CASE WHEN opening THEN [] ELSE met END | CASE WHEN q > p THEN q ELSE p END) AS from
  WITH m, CASE WHEN opening THEN [['', opening_until]] ELSE [] END
       + [piece IN reduce(found = [], i IN CASE WHEN opening OR size(met) = $conditions THEN range(0, size(below) - 1, 2) ELSE [] END |
            found + [month IN months | [reduce(p = from, q IN [below[i], month[0]] | CASE WHEN q > p THEN q ELSE p END),
                                      CASE WHEN below[i + 1] < month[1] THEN below[i + 1] ELSE month[1] END]])
          WHERE piece[0] < piece[1]] AS pieces
  // Neighbours and what overlaps are one stretch.
  WITH m, reduce(changes = [], piece IN pieces | CASE
         WHEN size(changes) = 0 OR piece[0] > changes[-1] THEN changes + piece
         WHEN piece[1] > changes[-1] THEN changes[..-1] + piece[1]
         ELSE changes END) AS changes
  WITH m, changes[0] AS since, [p IN changes[1..] WHERE p <> $never] AS off
  SET m.met = null, m.met_months = null
  WITH m, since, CASE WHEN size(off) > 0 THEN off END AS off
  WHERE coalesce(m[$since], '~') <> coalesce(since, '~') OR coalesce(m[$off], []) <> coalesce(off, [])
  SET m[$since] = since, m[$off] = off
} IN CONCURRENT TRANSACTIONS OF 20000 ROWS
