// The tree as first loaded, which corrections are judged on.
// mode: read
MATCH (n:Member) RETURN n.id AS member_id, nullIf(n.sponsor_id, '') AS sponsor_id
