// Facts that were loaded and wait now; for tests of loading.
// mode: read
MATCH (n:Withdrawn|WithdrawnRefund|WithdrawnCorrection)
RETURN labels(n)[0] AS label, n.id AS id, n.to_run AS to_run
