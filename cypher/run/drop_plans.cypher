// Forgets plans that were given for a run which was not published.
// mode: write
// $run: the number of the next run
MATCH (p:Plan) WHERE p.from_run >= $run
DETACH DELETE p
