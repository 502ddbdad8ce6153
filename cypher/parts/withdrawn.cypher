// What a member has been paid already, as of a run under way: by the company's own wallet, and by the batches of payouts that were approved
// before the run began. It lowers what is available. This is the one room of that sum in the graph (sql/standings/withdrawn is the same in SQL).
// mode: part · shape: subquery · grain: one row
// takes: m · returns: withdrawn: minor units
// $batches: numbers of those batches
CALL (m) {
  CALL (m) {
    {parts/wallet}
  }
  RETURN withdrawn AS wallet
}
OPTIONAL MATCH (m)-[:PAYOUT]->(l:PayoutLine) WHERE l.batch IN $batches AND
  {parts/line_counted}
WITH wallet, coalesce(sum(l.gross), 0) AS paid
RETURN wallet + paid AS withdrawn
