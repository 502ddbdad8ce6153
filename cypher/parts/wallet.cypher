// What the company's own wallet has paid a member, as of a run: the withdrawals up to then.
// mode: part · shape: subquery · grain: one row
// takes: m · returns: withdrawn: minor units
// $run: number of the run · $as_of: the run's, microseconds
OPTIONAL MATCH (m)<-[:WITHDRAWN_BY]-(w:Withdrawal) WHERE w.from_run <= $run AND w.at <= $as_of
RETURN coalesce(sum(w.amount), 0) AS withdrawn
