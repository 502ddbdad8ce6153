// Notes why a calculation ended that was not published: a check or a guard failed, or else it was stopped.
// mode: write
// $run: its number · $started: microseconds; another attempt at the number is left alone · $finished: microseconds · $reason: JSON, see graph.words.keeping
MATCH (r:Run {number: $run, started: $started}) WHERE r.state <> 'published'
SET r += {state: CASE r.state WHEN 'calculating' THEN 'stopped' ELSE r.state END, finished: $finished, reason: $reason}
