// Links new facts with those that a column of theirs names, as load/facts/link, by links of which there are versions: a first
// one, if there is none.
// mode: write
// $type: of the links · $starts: list of labels · $ends: list of labels · $rows: maps with start and end, ids
// $next_run: published run + 1 · $open: to_run of an open version
UNWIND $rows AS row
MATCH (a:$any($starts) {id: row.start}) WHERE NOT EXISTS { (a)-[:$($type)]->() }
MATCH (b:$any($ends) {id: row.end})
CREATE (a)-[:$($type) {from_run: $next_run, to_run: $open}]->(b)
