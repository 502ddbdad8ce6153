// Says that the holder of the lock is still alive; no row: somebody else has taken it over.
// mode: write
// $token: that of the holder · $now: microseconds
MATCH (l:Lock {id: 'writer', token: $token})
SET l.seen = $now
RETURN l.owner AS owner
