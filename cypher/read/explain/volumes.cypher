// The volumes by month of a member and of each of its legs, as a run saw them.
// mode: read · grain: one row per member that has any: the member and those it sponsors directly
// $member: member id
// $run: number of the run
// returns: id; leg: whether it is one; months: the company's first month, as year * 12 + month - 1; own, group: lists by month from that one on (minor units)
CALL () {
  MATCH (m:Member {id: $member}) RETURN m, false AS leg
  UNION ALL
  MATCH (:Member {id: $member})<-[l:SPONSORED_BY WHERE l.from_run <= $run AND l.to_run > $run]-(m:Member) RETURN m, true AS leg
}
MATCH (m)-[:CURRENT]->() ((newer WHERE newer.from_run > $run)-[:BEFORE]->())*
      (v WHERE v.from_run <= $run AND v.to_run > $run)
RETURN m.id AS id, leg, v.months AS months, coalesce(v.personal_by_month, []) AS own, coalesce(v.group_by_month, []) AS group
ORDER BY leg, id
