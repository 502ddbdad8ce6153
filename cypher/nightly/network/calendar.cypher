// The first and last order that the run counts: between them lie the plan's days and months.
// mode: read
// $as_of: microseconds
CALL () { MATCH (o:Order) WHERE o.at <= $as_of RETURN o.at AS first ORDER BY o.at LIMIT 1 }
CALL () { MATCH (o:Order) WHERE o.at <= $as_of RETURN o.at AS last ORDER BY o.at DESC LIMIT 1 }
RETURN first, last
