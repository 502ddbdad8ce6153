// name: current
// What answers rest on: the pointer, when that run was finished, which deliveries are done or abandoned, and who was erased.
// Names and channels are replaced by a delivery or erased at once, not by a run: an answer given before is not the answer after.
// mode: read
// returns: number (0 before the first run), finished, delivered (the last one), done (how many are not open), erased (how many members); no row in an empty database
MATCH (l:Ledger {id: 'upline'})
OPTIONAL MATCH (r:Run {number: l.published})
CALL () {
  MATCH (d:Delivery)
  RETURN max(d.delivered) AS delivered, count(CASE WHEN d.state <> 'open' THEN 1 END) AS done
}
RETURN coalesce(l.published, 0) AS number, r.finished AS finished, delivered, done, COUNT { (:Erasure) } AS erased

// name: published
// The pointer: which run readers see.
// mode: read
// returns: number (0 before the first published run; no row in an empty database)
MATCH (l:Ledger {id: 'upline'})
RETURN coalesce(l.published, 0) AS number

// name: list
// The published runs, oldest first: what the `run` of a figure refers to.
// mode: read
// $published: integer, the number of the published run; what lies above is not there for readers
// returns: number, as_of, started, finished (microseconds), plans, counts (JSON texts), dropped (microseconds, null: its figures are kept)
MATCH (r:Run)
WHERE r.number <= $published AND r.state = 'published'
RETURN r.number AS number, r.as_of AS as_of, r.started AS started, r.finished AS finished,
       r.plans AS plans, r.counts AS counts, r.dropped AS dropped
ORDER BY number

// name: history
// Published runs as a history, newest first: what each took, counted and checked.
// mode: read · grain: one row per run
// $below: numbers from this one on are left out · $limit: how many
// returns: number, as_of, started, finished (microseconds), plans, counts, seconds, rows, checks (JSON texts), dropped (as in list), engine
MATCH (r:Run)
WHERE r.number < $below AND r.state = 'published'
RETURN r.number AS number, r.as_of AS as_of, r.started AS started, r.finished AS finished,
       r.plans AS plans, r.counts AS counts, r.seconds AS seconds, r.rows AS rows, r.checks AS checks, r.dropped AS dropped, r.engine AS engine
ORDER BY number DESC LIMIT $limit

// name: attempts
// Every attempt at a run, newest first: those that were published, and those that failed or were stopped, with why.
// mode: read · grain: one row per attempt
// $limit: how many
// returns: number, state (published, failed, stopped, calculating; stopped or calculating where nobody noted an end), as_of, started, finished (microseconds), engine, counts, reason, plans (JSON texts), dropped (microseconds)
CALL () {
  MATCH (r:Run) RETURN r
  UNION ALL
  MATCH (r:Attempt) RETURN r
}
WITH r ORDER BY r.number DESC, r.state <> 'published', r.started DESC LIMIT $limit // before the texts of all are read
RETURN r.number AS number, r.state AS state, r.as_of AS as_of, r.started AS started, r.finished AS finished,
       r.engine AS engine, r.counts AS counts, r.reason AS reason, r.plans AS plans, r.dropped AS dropped
ORDER BY number DESC, state <> 'published', started DESC

// name: stopped
// The run after the published one that was calculated and not published: a check failed, or a guard held it.
// mode: read
// $published: integer, the number of the published run
// returns: number, finished (microseconds), checks (JSON text); no row where there is none
MATCH (r:Run)
WHERE r.number > $published AND r.state = 'failed'
RETURN r.number AS number, r.finished AS finished, r.checks AS checks
