// The last step of taking a simulation back: the run, and pool days that only it knew.
// mode: write
// $run: the number of the simulated run
CALL () { MATCH (p:Pool) WHERE NOT EXISTS { (p)--() } DELETE p }
CALL () { MATCH (r:Run) WHERE r.number >= $run DELETE r }
