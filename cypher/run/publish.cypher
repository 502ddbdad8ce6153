// Publishes a run: moves the one pointer, in one transaction, says that nothing is dirty any more, and which manifest names what the
// run says as files.
// mode: write
// $run: its number · $finished: microseconds · $seconds: JSON, step to seconds · $rows: JSON, step to rows it looked at · $checks: JSON · $counts: JSON · $manifest: its name, null for none · $ties: JSON, as in run/files/keep, null for none
MATCH (l:Ledger {id: 'upline'}), (r:Run {number: $run})
SET l.published = $run, l.dirty = '~', l.run_files = $manifest, l.run_ties = $ties,
    r += {state: 'published', finished: $finished, seconds: $seconds, rows: $rows, checks: $checks, counts: $counts}
