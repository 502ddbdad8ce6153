// Says of a run that its figures are kept no longer.
// mode: write
// $number: its number
MATCH (r:Run {number: $number})
SET r.dropped = r.finished
