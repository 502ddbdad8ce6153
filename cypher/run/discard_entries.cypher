// Removes the entries of a calculation that was left behind.
// mode: batched
// $run: the first number that was not published
MATCH ()-[r:EARNED]->() WHERE r.run >= $run
CALL (r) { DELETE r } IN TRANSACTIONS OF 50000 ROWS
