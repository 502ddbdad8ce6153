// The company-wide figures that were kept with a run.
// mode: read · grain: one row if there are any
// $run: number of the run
// returns: figures, JSON
MATCH (r:Run {number: $run}) WHERE r.figures IS NOT NULL
RETURN r.figures AS figures
