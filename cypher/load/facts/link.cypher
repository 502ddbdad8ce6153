// Links facts with those that a column of theirs names.
// mode: write
// $type: of the links · $starts: list of labels · $ends: list of labels · $rows: maps with start and end, ids
UNWIND $rows AS row
MATCH (a:$any($starts) {id: row.start})
MATCH (b:$any($ends) {id: row.end})
MERGE (a)-[:$($type)]->(b)
