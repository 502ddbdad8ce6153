// Starts the roll-up of legs: each member's own point of the rank, as a list (`held`).
// mode: batched
// $since: property of the rank
MATCH (m:Member) WHERE m[$since] IS NOT NULL OR m.held IS NOT NULL
CALL (m) { SET m.held = CASE WHEN m[$since] IS NULL THEN null ELSE [m[$since]] END } IN CONCURRENT TRANSACTIONS OF 20000 ROWS
