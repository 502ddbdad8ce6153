// A day that lost its last standing order shares nothing: its figures end, its shares will be taken back.
// mode: write
// $run: the number of this run · $open: to_run of an open version · $days: the days shared, texts · $pools: names of the plan's pools · $first: the first day that is not closed
MATCH (p:Pool)-[:SHARED]->(s:Share {to_run: $open}) WHERE p.day >= $first AND NOT (p.day IN $days AND p.name IN $pools)
SET s.to_run = $run
