// The waiting rows in which one of some texts stands: which of them are about somebody is for the reader to say.
// mode: read · grain: one row per quarantined row
// $texts: list of texts as JSON writes them
MATCH (q:Quarantined) WHERE any(text IN $texts WHERE q.payload CONTAINS text)
RETURN q.id AS qid, q.table AS table, q.key AS key, q.payload AS payload, q.reasons AS reasons, q.file AS file, q.row AS row,
       q.delivered AS delivered
ORDER BY table, file, row, key, qid
