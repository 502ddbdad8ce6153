// Touches after as_of do not count yet, as nightly/network/defer_future has it of other facts.
// mode: write
// $run: the number of this run · $as_of: microseconds
MATCH (f:Touch) WHERE f.at > $as_of AND f.from_run <= $run
SET f.from_run = $run + 1
