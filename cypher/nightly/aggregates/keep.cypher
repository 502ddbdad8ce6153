// Keeps the sums of a metric for a team and a run; what was kept of an unfinished calculation is replaced.
// mode: write
// $run: number of the run · $rows: maps of key ("run metric team", unique), large (whether it may only be asked for by months), sums (JSON)
UNWIND $rows AS row
MERGE (s:Sums {key: row.key})
SET s += {run: $run, large: row.large, sums: row.sums}
