// Writes what the checks of runs found in the form of a later version.
// mode: write
// $rows: maps with number, checks
UNWIND $rows AS row
MATCH (r:Run {number: row.number})
SET r.checks = row.checks
