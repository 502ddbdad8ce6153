// The tree as first loaded, which corrections are judged on.
// mode: read · grain: one row per member
MATCH (n:Member)
RETURN n.id AS member_id, nullIf(n.sponsor_id, '') AS sponsor_id
