// Takes back what a calculation that was left behind did to teams and sponsors: its links go, those it closed reopen.
// A sponsor link that the loader made stays: it is a fact.
// mode: batched
// $run: the first number that was not published · $open: to_run of an open version
MATCH ()-[l:IN_TEAM_OF|SPONSORED_BY]->() WHERE l.from_run >= $run OR $run <= l.to_run < $open
CALL (l) {
  WITH l, l.from_run >= $run AND (type(l) = 'IN_TEAM_OF' OR l.moved IS NOT NULL) AS drop
  FOREACH (_ IN CASE WHEN drop OR l.to_run = 0 THEN [] ELSE [1] END | SET l.to_run = $open)
  FOREACH (_ IN CASE WHEN drop THEN [1] ELSE [] END | DELETE l)
} IN TRANSACTIONS OF 50000 ROWS
