// Empties the database between two tests, in batches: also one with a hub of 100 000 links. Constraints and indexes stay.
// mode: batched
MATCH ()-[r]->()
CALL (r) { DELETE r } IN TRANSACTIONS OF 20000 ROWS
WITH count(*) AS links
MATCH (n)
CALL (n) { DELETE n } IN TRANSACTIONS OF 20000 ROWS
