// Gives facts that a calculation left behind had put off back to the next run.
// mode: batched
// $run: the number of the next run
MATCH (f:Order|Member|Customer|Refund|Correction|Touch) WHERE f.from_run > $run
CALL (f) { SET f.from_run = $run } IN TRANSACTIONS OF 50000 ROWS
