// Dealers: the members who ever reach a rank that the differential or a pool pays (R6, R7). Few, compared with members.
// mode: batched
// $since: property of the lowest such rank
MATCH (m:Member) WHERE m[$since] IS NOT NULL OR m:Dealer
CALL (m) {
  FOREACH (_ IN CASE WHEN m[$since] IS NULL THEN [1] ELSE [] END | REMOVE m:Dealer)
  FOREACH (_ IN CASE WHEN m[$since] IS NULL THEN [] ELSE [1] END | SET m:Dealer)
} IN TRANSACTIONS OF 50000 ROWS
