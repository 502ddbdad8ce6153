// name: mark
// Says of runs that their figures are kept no longer, before any goes: from here on readers are refused them.
// mode: write
// $runs: their numbers · $at: microseconds
MATCH (r:Run) WHERE r.number IN $runs AND r.dropped IS NULL
SET r.dropped = $at, r.clearing = true

// name: paid
// The runs that payouts were prepared from: who was paid by one can look at it as long as the payout is there.
// mode: read · grain: one row per run
MATCH (b:Payout)
RETURN DISTINCT b.run AS number

// name: pending
// The runs whose figures are kept no longer and may still be there.
// mode: read · grain: one row per run
MATCH (r:Run) WHERE r.clearing
RETURN r.number AS number

// name: versions
// Removes the versions of standings that only runs between two kept ones see, and which say no other rank than the version before:
// that one then reaches as far. Changes of ranks stay, as explanations tell corrections by them; so does a member's first version.
// mode: batched
// $after: number of a kept run, 0 for none · $before: number of the next kept one
MATCH (v:Standing) WHERE v.from_run > $after AND v.to_run <= $before
CALL (v) {
  MATCH (v)-[:BEFORE]->(b:Standing)
  WHERE b.rank = v.rank AND b.rank_order_id = v.rank_order_id AND coalesce(b.since, []) = coalesce(v.since, [])
    AND coalesce(b.lapses, []) = coalesce(v.lapses, [])
  MATCH (n:Standing)-[:BEFORE]->(v)
  SET b.to_run = v.to_run
  CREATE (n)-[:BEFORE]->(b)
  DETACH DELETE v
} IN TRANSACTIONS OF 5000 ROWS

// name: done
// Says of runs that all of their figures are gone, and lets those go that a run keeps with itself.
// mode: write
// $runs: their numbers
MATCH (r:Run) WHERE r.number IN $runs
SET r += {clearing: null, figures: null}
