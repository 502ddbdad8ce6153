// Loaded facts whose ids are these but for case, width and outer blanks. Reads the index from end to end, so it is asked only
// where something is unknown.
// mode: read · grain: one row per fact
// $label: of the table · $ids: list of texts, as etl.resolution.similar folds them
MATCH (n:$($label))
WHERE n.id IS NOT NULL AND toLower(trim(normalize(n.id, NFKC))) IN $ids
RETURN n.id AS id
