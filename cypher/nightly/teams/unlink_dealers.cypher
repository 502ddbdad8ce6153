// Takes the links among dealers away: they are made anew.
// mode: batched
MATCH (:Member)-[u:UP]->()
CALL (u) { DELETE u } IN TRANSACTIONS OF 50000 ROWS
