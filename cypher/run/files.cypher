// name: kept
// The name of the manifest of what the published run says as files, and what ties them to the graph; null while there are none.
// mode: read · returns: manifest, ties (JSON: table to rows, amount in minor units, hash)
OPTIONAL MATCH (l:Ledger {id: 'upline'})
RETURN l.run_files AS manifest, l.run_ties AS ties

// name: keep
// Names the manifest of what the published run says as files.
// mode: write
// $manifest: its name · $ties: JSON, table to rows, amount in minor units, hash
MATCH (l:Ledger {id: 'upline'})
SET l.run_files = $manifest, l.run_ties = $ties

// name: sums
// How many entries, standings and shares of pools a run has, and their amounts in minor units: what files are tied to.
// mode: read · returns: one row; per table the number of rows, and ..._amount: of entries, what standings earned, what pools were fed
// $run: the run
CALL () {
  MATCH (p)-[e:EARNED]->() WHERE e.run <= $run
  WITH p:Member AS member, count(e) AS entries, sum(e.amount) AS amount
  RETURN coalesce(sum(entries), 0) AS published_entries, coalesce(sum(amount), 0) AS published_entries_amount,
         coalesce(sum(CASE WHEN member THEN entries END), 0) AS members_entries,
         coalesce(sum(CASE WHEN member THEN amount END), 0) AS members_amount
}
CALL () {
  MATCH (s:Standing) WHERE s.from_run <= $run AND s.to_run > $run
  RETURN count(s) AS published_standings, coalesce(sum(s.earned), 0) AS published_standings_amount
}
CALL () {
  MATCH (s:Share) WHERE s.from_run <= $run AND s.to_run > $run
  RETURN count(s) AS published_shares, coalesce(sum(s.fed), 0) AS published_shares_amount
}
RETURN published_entries, published_entries_amount, members_entries, members_amount, published_standings, published_standings_amount, published_shares,
       published_shares_amount
