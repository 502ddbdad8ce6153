// How many rows wait in the quarantine.
// mode: read
MATCH (q:Quarantined) RETURN count(q) AS size
