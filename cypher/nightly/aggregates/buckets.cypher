// Notes for each member the nearest one above it, itself included, whose team has sums (`bucket`; absent where there is none).
// A working column: only the night that counts the sums reads it.
// mode: batched
// $run: number of the run · $teams: ids of the members whose teams have sums; all above one of them are there as well
CALL () {
  UNWIND $teams AS bucket
  MATCH (r:Member {id: bucket}) RETURN r, bucket
  UNION ALL
  MATCH (r:Member)
  WHERE NOT r.id IN $teams AND NOT EXISTS { (r)-[up:SPONSORED_BY WHERE up.from_run <= $run AND up.to_run > $run]->() }
  RETURN r, null AS bucket
}
MATCH (r) (()<-[up:SPONSORED_BY WHERE up.from_run <= $run AND up.to_run > $run]-(x:Member WHERE NOT x.id IN $teams))* (m:Member)
WITH m, bucket WHERE coalesce(m.bucket, '') <> coalesce(bucket, '')
CALL (m, bucket) { SET m.bucket = bucket } IN CONCURRENT TRANSACTIONS OF 20000 ROWS
