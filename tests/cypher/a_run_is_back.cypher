// Undoes a_run_is_dropped.
// mode: write
// $number: its number
MATCH (r:Run {number: $number})
SET r.dropped = null
