// Notes how a calculation ended that was not published: it failed, or was stopped, and why.
// mode: write
// $run: its number · $started: microseconds; another attempt at the number is left alone · $state: failed or stopped · $finished: microseconds · $reason: JSON, see graph.words.keeping
MATCH (r:Run {number: $run, started: $started}) WHERE r.state <> 'published'
SET r += {state: $state, finished: $finished, reason: $reason}
