// The published runs, oldest first: what the `run` of a figure refers to.
// mode: read
// $published: integer, the number of the published run; what lies above is not there for readers
// returns: number, as_of, started, finished (microseconds), plans, counts (JSON texts)
MATCH (r:Run)
WHERE r.number <= $published AND r.state = 'published'
RETURN r.number AS number, r.as_of AS as_of, r.started AS started, r.finished AS finished,
       r.plans AS plans, r.counts AS counts
ORDER BY number
