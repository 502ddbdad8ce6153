// Everybody that orders of some buyers may pay: the buyers, all sponsors above them, their team owners and mentors.
// mode: read · grain: one row per member
// $buyers: member ids · $open: to_run of an open version · $sinces: properties of the ranks 1, 2, ...
// returns: member_id, sponsor_id and owner_id ('' for none), since: the points at which the ranks were reached, lowest first
CALL () {
  UNWIND $buyers AS id
  MATCH (:Member {id: id}) (()-[:SPONSORED_BY {to_run: $open}]->())* (m)
  RETURN DISTINCT m
  UNION
  UNWIND $buyers AS id
  MATCH (:Member {id: id})-[:SPONSORED_BY {to_run: $open}]->{0,1} () -[:IN_TEAM_OF {to_run: $open}]->{1,2} (m)
  RETURN DISTINCT m
}
OPTIONAL MATCH (m)-[:SPONSORED_BY {to_run: $open}]->(sponsor)
OPTIONAL MATCH (m)-[:IN_TEAM_OF {to_run: $open}]->(owner)
RETURN m.id AS member_id, coalesce(sponsor.id, '') AS sponsor_id, coalesce(owner.id, '') AS owner_id,
       [s IN $sinces WHERE m[s] IS NOT NULL | m[s]] AS since
