// The names of a few members; "" where there is none.
// mode: read · grain: one row per member
// $ids: ids of members
UNWIND $ids AS id
MATCH (m:Member {id: id})
RETURN id, coalesce(m.name, '') AS name
