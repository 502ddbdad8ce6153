// name: version
// The version of what is stored: how many migrations it has been through. No row: nothing was ever loaded.
// mode: read
MATCH (l:Ledger {id: 'upline'})
RETURN coalesce(l.version, 0) AS version

// name: done
// Notes that a migration is done.
// mode: write
// $version: its number
MATCH (l:Ledger {id: 'upline'})
SET l.version = $version

// name: waiting
// The next waiting rows, by id: a page of what a migration goes through.
// mode: read
// $after: id of the last row of the page before, "" for the first page · $limit: how many
MATCH (q:Quarantined) WHERE q.id > $after
RETURN q.id AS qid, q.table AS table, q.key AS key, q.payload AS payload, q.reasons AS reasons
ORDER BY qid LIMIT $limit

// name: restate_waiting
// Writes waiting rows in the form of a later version. A row whose payload is another gets the id that goes with it.
// mode: write
// $rows: maps with qid, new_qid, payload, reasons
UNWIND $rows AS row
MATCH (q:Quarantined {id: row.qid})
SET q.id = row.new_qid, q.payload = row.payload, q.reasons = row.reasons

// name: runs
// The next runs, by number, with what their checks found: a page of what a migration goes through.
// mode: read · returns: number, checks (JSON text)
// $after: number of the last run of the page before, 0 for the first page · $limit: how many
MATCH (r:Run) WHERE r.number > $after AND r.checks IS NOT NULL
RETURN r.number AS number, r.checks AS checks
ORDER BY number LIMIT $limit

// name: restate_runs
// Writes what the checks of runs found in the form of a later version.
// mode: write
// $rows: maps with number, checks
UNWIND $rows AS row
MATCH (r:Run {number: row.number})
SET r.checks = row.checks

// name: seconds
// The next runs, by number, with the seconds that their steps took: a page of what a migration goes through.
// mode: read · returns: number, seconds (JSON text)
// $after: number of the last run of the page before, 0 for the first page · $limit: how many
MATCH (r:Run) WHERE r.number > $after AND r.seconds IS NOT NULL
RETURN r.number AS number, r.seconds AS seconds
ORDER BY number LIMIT $limit

// name: restate_seconds
// Writes the seconds of runs in the form of a later version.
// mode: write
// $rows: maps with number, seconds
UNWIND $rows AS row
MATCH (r:Run {number: row.number})
SET r.seconds = row.seconds
