// What members earned in a run, and their ranks: what a simulation is compared with.
// mode: read · grain: one row per member
// $run: number of the run
MATCH (m:Member)-[:CURRENT]->() ((newer WHERE newer.from_run > $run)-[:BEFORE]->())*
      (v WHERE v.from_run <= $run AND v.to_run > $run)
RETURN m.id AS member_id, v.earned AS earned, v.rank AS rank
