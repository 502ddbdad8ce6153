// Opens a run above the published one: notes what it is calculated for. An attempt at the same number that was not published
// stays on record, as what it was when it ended; one that never said so was stopped. The company earns breakage.
// mode: write
// $run: its number · $as_of: microseconds · $started: microseconds · $engine: what calculates · $plans: JSON of the plans in force
MERGE (c:Company {id: 'company'})
WITH c
OPTIONAL MATCH (before:Run {number: $run})
FOREACH (b IN CASE WHEN before IS NULL THEN [] ELSE [before] END |
  CREATE (:Attempt {number: b.number, as_of: b.as_of, started: b.started, finished: b.finished, engine: b.engine,
                    state: CASE b.state WHEN 'calculating' THEN 'stopped' ELSE b.state END, reason: b.reason}))
MERGE (r:Run {number: $run})
SET r = {number: $run, as_of: $as_of, state: 'calculating', started: $started, engine: $engine, plans: $plans}
