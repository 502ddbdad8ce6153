// Opens a run above the published one: notes what it is calculated for. The company earns breakage, and carries what
// the pools could not share from day to day.
// mode: write
// $run: its number · $as_of: microseconds · $started: microseconds · $plans: JSON of the plans in force · $nothing_carried: a list of zeros, one per pool
MERGE (c:Company {id: 'company'})
SET c.carried = $nothing_carried
MERGE (r:Run {number: $run})
SET r = {number: $run, as_of: $as_of, state: 'calculating', started: $started, plans: $plans}
