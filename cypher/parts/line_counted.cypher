// Whether a line of a payout batch counts as paid in a night: it had not failed when that began.
// mode: part · shape: expression
// takes: l · returns: a truth value
// $started: when the night began, microseconds
(l.state <> 'failed' OR l.decided_at >= $started)
