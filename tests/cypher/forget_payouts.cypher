// Takes all batches, lines, requests, notices and proposed adjustments away between two tests of one company.
// mode: write
MATCH (n:Payout|PayoutLine|PayoutBook|PayoutRequest|PayoutNotice|ProposedAdjustment)
DETACH DELETE n
