// Takes corrections that would close a cycle, seen with an earlier one that came later, out of sight.
// mode: write
// $ids: list of texts, `member_id decided_at` · $next_run: published run + 1
UNWIND $ids AS id
MATCH (n:Correction {id: id})
SET n:WithdrawnCorrection, n.to_run = $next_run
REMOVE n:Correction
