// The ids and the names of all members, of every run: what a search looks through (graph.reads.directory).
// mode: read · grain: one row per member
// returns: member_id, name (empty: none)
MATCH (m:Member)
RETURN m.id AS member_id, coalesce(m.name, '') AS name
