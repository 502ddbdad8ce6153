// What a member may have paid out as of a run: what it earned less what is held, and less what was paid already. A batch counts whole
// from when it is approved; a line of it that failed does not. So whatever was posted since an earlier batch, also what takes back, is in it.
// mode: part · shape: clause
// takes: m · returns: v; withdrawn; paid; after: the run of the last line that counts, 0 for none; due
// $run: number of the run · $as_of: the run's, microseconds · $settled: numbers of the batches that count
CALL (m) {
  MATCH (m)-[:CURRENT]->() ((newer WHERE newer.from_run > $run)-[:BEFORE]->())*
        (v:Standing WHERE v.from_run <= $run AND v.to_run > $run)
  CALL (m) {
    OPTIONAL MATCH (m)-[:PAYOUT]->(l:PayoutLine) WHERE l.batch IN $settled AND l.state <> 'failed'
    RETURN coalesce(sum(l.gross), 0) AS paid, coalesce(max(l.run), 0) AS after
  }
  CALL (m) {
    {parts/wallet}
  }
  RETURN v, withdrawn, paid, after, v.earned - v.held - withdrawn - paid AS due
}
