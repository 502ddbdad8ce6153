// How many members hold each rank in a run, and what is held back of their earnings.
// mode: read · grain: one row per rank
// $run: number of the run
MATCH (m:Member)-[:CURRENT]->() ((newer WHERE newer.from_run > $run)-[:BEFORE]->())*
      (v WHERE v.from_run <= $run AND v.to_run > $run)
RETURN v.rank AS rank, count(m) AS members, sum(v.held) AS held
ORDER BY rank
