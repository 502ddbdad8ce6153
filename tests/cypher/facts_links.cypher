// Every link between facts that stand; for tests of loading.
// mode: read
MATCH (a:!(Withdrawn|WithdrawnRefund|WithdrawnCorrection|Replaced|ReplacedRefund|ReplacedCorrection))-[r]->(b:!(Withdrawn|WithdrawnRefund|WithdrawnCorrection|Replaced))
RETURN labels(a)[0] AS label, a.id AS id, type(r) AS type, properties(r) AS properties, labels(b)[0] AS other_label,
       b.id AS other
