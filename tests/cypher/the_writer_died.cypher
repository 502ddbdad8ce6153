// Makes the holder of the writer's lock another process than any that lives: as it is when it was killed.
// mode: write
MATCH (l:Lock {id: 'writer'})
SET l.born = 0
