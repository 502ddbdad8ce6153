// name: holder
// Who holds the lock of those who write; no row: nobody.
// mode: read · returns: the lock
MATCH (l:Lock {id: 'writer'})
WHERE l.token IS NOT NULL
RETURN l.owner AS owner, l.host AS host, l.pid AS pid, l.born AS born, l.since AS since, l.seen AS seen

// name: keep
// Says that the holder of the lock is still alive; no row: somebody else has taken it over.
// mode: write
// $token: that of the holder · $now: microseconds
MATCH (l:Lock {id: 'writer', token: $token})
SET l.seen = $now
RETURN l.owner AS owner

// name: release
// Gives the lock back, if it is still one's own.
// mode: write
// $token: that of the holder
MATCH (l:Lock {id: 'writer', token: $token})
DELETE l

// name: take
// Takes the one lock of those who write, if it is free, has not been seen for long, or its holder is known dead. One that was seen
// long after now was taken while a clock was wrong.
// mode: write · returns: the lock as it is afterwards; it is taken when `token` is the one given
// $token: random text of the new holder · $owner: who it is, in words · $host: its machine · $pid: its process
// $born: create time of that process, microseconds · $now: microseconds · $stale: not seen since then is free
// $dead: token of a holder that is known to be dead, or ""
MERGE (l:Lock {id: 'writer'})
SET l.waiting = true REMOVE l.waiting // takes the node's write lock before anything is read
WITH l, l.token IS NULL OR l.token = $dead OR l.seen < $stale OR l.seen > $now + ($now - $stale) AS free
FOREACH (_ IN CASE WHEN free THEN [1] ELSE [] END |
  SET l += {token: $token, owner: $owner, host: $host, pid: $pid, born: $born, since: $now, seen: $now})
RETURN l.token AS token, l.owner AS owner, l.host AS host, l.pid AS pid, l.born AS born, l.since AS since
