// Every fact and every waiting row that stands; for tests of loading.
// mode: read
MATCH (n:!(Delivery|Ledger|Lock|Withdrawn|WithdrawnRefund|WithdrawnCorrection|Replaced|ReplacedRefund|ReplacedCorrection))
RETURN labels(n)[0] AS label, properties(n) AS properties
