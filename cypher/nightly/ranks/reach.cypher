// A rank is held from the latest point at which one of its conditions came true; an opening rank from the beginning.
// Nothing demotes (rule R1), so this one point says for every order whether the rank stood before it.
// mode: batched
// $rank: its number · $since: its property · $holds: property of the rank below that must be held, or null · $conditions: how many other conditions it has
MATCH (m:Member)
WHERE m.met IS NOT NULL OR m[$since] IS NOT NULL OR m.opening >= $rank
CALL (m) {
  WITH CASE WHEN m.opening >= $rank THEN ''
            WHEN $holds IS NOT NULL AND m[$holds] IS NULL THEN null
            WHEN size(coalesce(m.met, [])) = $conditions
            THEN reduce(p = CASE WHEN $holds IS NULL THEN '' ELSE m[$holds] END, q IN coalesce(m.met, []) | CASE WHEN q > p THEN q ELSE p END)
       END AS point
  SET m.met = null
  WITH point WHERE coalesce(m[$since], '~') <> coalesce(point, '~')
  SET m[$since] = point
} IN CONCURRENT TRANSACTIONS OF 20000 ROWS
