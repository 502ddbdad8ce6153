// A root has nobody above.
// mode: write
// $open: to_run of an open version
MATCH (m:Member) WHERE m.near IS NOT NULL AND NOT EXISTS { (m)-[:SPONSORED_BY {to_run: $open}]->() }
SET m.near = null
