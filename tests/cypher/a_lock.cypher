// Makes somebody on another machine hold the writer's lock.
// mode: write
// $seen: when it was seen last, microseconds
MERGE (l:Lock {id: 'writer'})
SET l += {token: 'theirs', owner: 'nightly', host: 'elsewhere', pid: 7, born: 0, since: $seen, seen: $seen}
