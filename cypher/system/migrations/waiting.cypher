// The next waiting rows, by id: a page of what a migration goes through.
// mode: read
// $after: id of the last row of the page before, "" for the first page · $limit: how many
MATCH (q:Quarantined) WHERE q.id > $after
RETURN q.id AS qid, q.table AS table, q.key AS key, q.payload AS payload, q.reasons AS reasons
ORDER BY qid LIMIT $limit
