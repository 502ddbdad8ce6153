// The orders that stand of buyers with others than the published run had, as the SQL engine calculated them: what
// nightly/aggregates/ordered keeps.
// mode: write
// $run: number of the run · $rows: each {id, times, nets}: empty lists for a buyer without any
UNWIND $rows AS row
CALL (row) {
  MATCH (p:Member {id: row.id}) RETURN p
  UNION ALL
  MATCH (p:Customer {id: row.id}) RETURN p
}
SET p += CASE WHEN size(row.times) > 0 THEN {ordered: row.times, ordered_net: row.nets, ordered_from: $run}
  ELSE {ordered: null, ordered_net: null, ordered_from: null} END
