// Loaded members whose ids are these but for case, width and outer blanks. Reads the index from end to end, so it is asked
// only where something is unknown.
// mode: read
// $ids: list of texts, as etl.judging.similar folds them
MATCH (n:Member)
WHERE n.id IS NOT NULL AND toLower(trim(normalize(n.id, NFKC))) IN $ids
RETURN n.id AS id
