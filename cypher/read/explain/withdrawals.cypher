// The last withdrawals of a member that a run counted, newest first.
// mode: read · grain: one row per withdrawal
// $member: member id
// $run: number of the run · $as_of: the run's, microseconds · $limit: how many
// returns: withdrawal_id, at (microseconds), amount (minor units), kind, order_id ('' none)
MATCH (:Member {id: $member})<-[:WITHDRAWN_BY]-(w:Withdrawal) WHERE w.from_run <= $run AND w.at <= $as_of
RETURN w.id AS withdrawal_id, w.at AS at, w.amount AS amount, w.kind AS kind, coalesce(w.order_id, '') AS order_id
ORDER BY at DESC, withdrawal_id DESC LIMIT $limit
