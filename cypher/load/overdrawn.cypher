// Which of some members withdrew more than was available: by the published run, less what was delivered since.
// mode: read · grain: one row per member, those farthest below 0 first
// $members: member ids · $run: number of the published run · $as_of: the run's, microseconds
// returns: member_id, available (minor units, below 0)
UNWIND $members AS id
MATCH (m:Member {id: id})
OPTIONAL MATCH (m)-[:CURRENT]->() ((newer WHERE newer.from_run > $run)-[:BEFORE]->())* (v WHERE v.from_run <= $run AND v.to_run > $run)
CALL (m) {
  MATCH (m)<-[:WITHDRAWN_BY]-(w:Withdrawal) WHERE w.from_run > $run OR w.at > $as_of
  RETURN coalesce(sum(w.amount), 0) AS since
}
WITH m, coalesce(v.earned - v.held - coalesce(v.withdrawn, 0), 0) - since AS available WHERE available < 0
RETURN m.id AS member_id, available ORDER BY available, member_id
