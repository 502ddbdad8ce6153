// The ids of all loaded facts of a table.
// mode: read · grain: one row per fact
// $label: of the table
MATCH (n:$($label))
RETURN n.id AS id
