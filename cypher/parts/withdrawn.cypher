// What a member has been paid already, as of a run under way: its withdrawals up to then. It lowers what is available. This is the
// one room of that sum in the graph (sql/standings/withdrawn is the same in SQL).
// mode: part · shape: subquery · grain: one row
// takes: m · returns: withdrawn: minor units
// $as_of: microseconds
OPTIONAL MATCH (m)<-[:WITHDRAWN_BY]-(w:Withdrawal) WHERE w.at <= $as_of
RETURN coalesce(sum(w.amount), 0) AS withdrawn
