// Empties the database between two tests; constraints and indexes stay.
// mode: write
MATCH (n) DETACH DELETE n
