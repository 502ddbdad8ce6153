// name: entries
// Removes the entries of a calculation that was left behind.
// mode: batched
// $run: the first number that was not published
MATCH ()-[r:EARNED]->() WHERE r.run >= $run
CALL (r) { DELETE r } IN TRANSACTIONS OF 50000 ROWS

// name: links
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

// name: standings
// Takes back the standings of a calculation that was left behind: the version before becomes current again.
// mode: batched
// $run: the first number that was not published · $open: to_run of an open version
MATCH (m:Member)-[c:CURRENT]->(v:Standing) WHERE v.from_run >= $run
CALL (m, c, v) {
  OPTIONAL MATCH (v)-[:BEFORE]->(old:Standing)
  FOREACH (o IN CASE WHEN old IS NULL THEN [] ELSE [old] END | CREATE (m)-[:CURRENT]->(o) SET o.to_run = $open)
  DELETE c
  DETACH DELETE v
} IN TRANSACTIONS OF 20000 ROWS

// name: facts
// Gives facts that a calculation left behind had put off back to the next run.
// mode: batched
// $run: the number of the next run
MATCH (f:Order|Member|Customer|Refund|Correction|Touch) WHERE f.from_run > $run
CALL (f) { SET f.from_run = $run } IN TRANSACTIONS OF 50000 ROWS

// name: packages
// Takes the package orders of a calculation that was left behind away. Those that have entries stay: readers of the ledger find entries along them.
// mode: batched · after: run/discard/entries
MATCH (o:PackageOrder) WHERE NOT EXISTS { ()-[:EARNED]->(o) }
CALL (o) { REMOVE o:PackageOrder SET o += {clk: null, day: null, bought: null, bases: null} } IN TRANSACTIONS OF 20000 ROWS

// name: shares
// Takes back the pool figures of a calculation that was left behind.
// mode: write
// $run: the first number that was not published · $open: to_run of an open version
MATCH (s:Share) WHERE s.from_run >= $run OR $run <= s.to_run < $open
WITH s, s.from_run >= $run AS drop
FOREACH (_ IN CASE WHEN drop THEN [] ELSE [1] END | SET s.to_run = $open)
FOREACH (_ IN CASE WHEN drop THEN [1] ELSE [] END | DETACH DELETE s)
