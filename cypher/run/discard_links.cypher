// Takes back what a calculation that was left behind did to teams and sponsors: its links go, those it closed reopen.
// A sponsor link that the loader made stays: it is a fact.
// mode: batched
// $run: the first number that was not published · $open: to_run of an open version
MATCH ()-[l:IN_TEAM_OF|SPONSORED_BY]->() WHERE l.from_run >= $run OR $run <= l.to_run < $open
CALL (l) {
  FOREACH (_ IN CASE WHEN l.from_run >= $run AND (type(l) = 'IN_TEAM_OF' OR l.moved) THEN [1] ELSE [] END | DELETE l)
  FOREACH (_ IN CASE WHEN $run <= l.to_run < $open AND (l.from_run < $run OR (type(l) = 'SPONSORED_BY' AND l.moved IS NULL))
                     THEN [1] ELSE [] END | SET l.to_run = $open)
} IN TRANSACTIONS OF 50000 ROWS
