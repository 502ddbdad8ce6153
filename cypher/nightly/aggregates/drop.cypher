// Drops the sums of older runs than the published one, and those of a calculation that was left behind.
// mode: write
// $run: number of the run that is calculated
MATCH (s:Sums) WHERE s.run < $run - 1 OR s.run >= $run
DELETE s
