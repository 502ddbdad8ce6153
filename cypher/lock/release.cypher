// Gives the lock back, if it is still one's own.
// mode: write
// $token: that of the holder
MATCH (l:Lock {id: 'writer', token: $token})
DELETE l
