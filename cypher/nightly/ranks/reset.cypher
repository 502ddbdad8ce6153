// Forgets the conditions that a calculation which was left behind had found met, and what members missed.
// mode: batched
MATCH (m:Member) WHERE m.met IS NOT NULL OR m.met_months IS NOT NULL OR m.missing IS NOT NULL
CALL (m) { SET m.met = null, m.met_months = null, m.missing = null } IN TRANSACTIONS OF 50000 ROWS
