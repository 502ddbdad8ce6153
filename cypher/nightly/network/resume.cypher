// A resting sponsor link stands from this run on, when both of its members have joined.
// mode: write
// $run: the number of this run · $before: as_of of the published run, microseconds · $as_of: microseconds · $open: to_run of an open version
MATCH (x:Member) WHERE $before < x.joined <= $as_of
MATCH (x)-[l:SPONSORED_BY {to_run: 0}]-(y) WHERE y.joined <= $as_of
WITH DISTINCT l
SET l.to_run = $open, l.from_run = $run
