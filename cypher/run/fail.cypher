// Notes that a run was calculated and not published, with what its checks said.
// mode: write
// $run: its number · $finished: microseconds · $checks: JSON
MATCH (r:Run {number: $run})
SET r += {state: 'failed', finished: $finished, checks: $checks}
