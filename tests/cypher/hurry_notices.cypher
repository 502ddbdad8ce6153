// Lets every notice that waits be due now.
// mode: write
MATCH (n:PayoutNotice) WHERE n.next IS NOT NULL
SET n.next = 0
