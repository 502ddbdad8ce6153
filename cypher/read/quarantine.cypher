// name: groups
// Why rows wait, alike reasons together: those of one sentence about one column of a table.
// mode: read · grain: one row per table, sentence and column
// returns: table, rows, example (one of the reasons, JSON)
MATCH (q:Quarantined)
UNWIND q.reasons AS why
WITH q.table AS table, why, split(split(why, '"id":"')[1], '"')[0] AS id,
     coalesce(split(split(why, '"column":"')[1], '"')[0], '') AS column
WITH table, id, column, count(*) AS rows, min(why) AS example
RETURN table, rows, example
ORDER BY rows DESC, table, id, column
