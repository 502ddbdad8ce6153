// Facts after as_of do not count yet: the next run but this one counts them first.
// mode: write
// $run: the number of this run · $as_of: microseconds
CALL () { MATCH (f:Order) WHERE f.at > $as_of AND f.from_run <= $run SET f.from_run = $run + 1 }
CALL () { MATCH (f:Refund) WHERE f.at > $as_of AND f.from_run <= $run SET f.from_run = $run + 1 }
CALL () { MATCH (f:Correction) WHERE f.at > $as_of AND f.from_run <= $run SET f.from_run = $run + 1 }
CALL () { MATCH (f:Member) WHERE f.joined > $as_of AND f.from_run <= $run SET f.from_run = $run + 1 }
CALL () { MATCH (f:Customer) WHERE f.joined > $as_of AND f.from_run <= $run SET f.from_run = $run + 1 }
