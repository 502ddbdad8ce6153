// Keeps the company-wide figures of a run with it.
// mode: write
// $run: number of the run · $figures: JSON, see graph.metrics.stored
MATCH (r:Run {number: $run})
SET r.figures = $figures
