// Every link between facts that stand; for tests of loading.
// mode: read
MATCH (a:!(Withdrawn|WithdrawnRefund|WithdrawnCorrection))-[r]->(b:!(Withdrawn|WithdrawnRefund|WithdrawnCorrection))
RETURN labels(a)[0] AS label, a.id AS id, type(r) AS type, properties(r) AS properties, labels(b)[0] AS other_label,
       b.id AS other
