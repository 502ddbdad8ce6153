// Publishes a run: moves the one pointer, in one transaction, and says that nothing is dirty any more.
// mode: write
// $run: its number · $finished: microseconds · $seconds: JSON, step to seconds · $rows: JSON, step to rows it looked at · $checks: JSON · $counts: JSON
MATCH (l:Ledger {id: 'upline'}), (r:Run {number: $run})
SET l.published = $run, l.dirty = '~',
    r += {state: 'published', finished: $finished, seconds: $seconds, rows: $rows, checks: $checks, counts: $counts}
