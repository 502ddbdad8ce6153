// Takes back the pool figures of a calculation that was left behind.
// mode: write
// $run: the first number that was not published · $open: to_run of an open version
MATCH (s:Share) WHERE s.from_run >= $run OR $run <= s.to_run < $open
WITH s, s.from_run >= $run AS drop
FOREACH (_ IN CASE WHEN drop THEN [] ELSE [1] END | SET s.to_run = $open)
FOREACH (_ IN CASE WHEN drop THEN [1] ELSE [] END | DETACH DELETE s)
