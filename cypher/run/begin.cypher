// Opens a run above the published one: notes what it is calculated for. The company earns breakage.
// mode: write
// $run: its number · $as_of: microseconds · $started: microseconds · $plans: JSON of the plans in force
MERGE (c:Company {id: 'company'})
MERGE (r:Run {number: $run})
SET r = {number: $run, as_of: $as_of, state: 'calculating', started: $started, plans: $plans}
