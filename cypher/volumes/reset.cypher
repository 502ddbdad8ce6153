// Empties what the roll-up adds up in, so that one that was interrupted never adds twice.
// mode: batched
MATCH (m:Member) WHERE m.size IS NOT NULL
CALL (m) { SET m += {size: null, recruits: null, team: null, below: null} } IN TRANSACTIONS OF 50000 ROWS
