// Takes all batches, lines, requests and notices away between two tests of one company.
// mode: write
MATCH (n:Payout|PayoutLine|PayoutBook|PayoutRequest|PayoutNotice)
DETACH DELETE n
