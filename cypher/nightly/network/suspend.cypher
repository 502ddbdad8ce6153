// A sponsor link rests (to_run 0) while one of its members has not joined at as_of.
// mode: write
// $as_of: microseconds · $open: to_run of an open version
MATCH (x:Member) WHERE x.joined > $as_of
MATCH (x)-[l:SPONSORED_BY {to_run: $open}]-()
WITH DISTINCT l
SET l.to_run = 0
