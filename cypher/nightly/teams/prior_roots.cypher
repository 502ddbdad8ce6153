// A root has nobody above whom to ask for a team owner, also one that a correction made a root.
// mode: write
// $open: to_run of an open version
MATCH (m:Member)-[l:PRIOR]->() WHERE NOT EXISTS { (m)-[:SPONSORED_BY {to_run: $open}]->() }
DELETE l
