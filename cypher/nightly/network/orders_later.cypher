// An order after as_of is not on the clock yet; it may have been one in a later calculation that was left behind.
// mode: batched
// $end: the point after as_of
MATCH (o:PackageOrder) WHERE o.clk >= $end
CALL (o) { REMOVE o:PackageOrder SET o += {clk: null, day: null, bought: null, bases: null} } IN TRANSACTIONS OF 20000 ROWS
