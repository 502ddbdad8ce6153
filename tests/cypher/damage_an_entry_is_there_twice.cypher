// Posts one entry again.
// mode: write
MATCH (p)-[e:EARNED {kind: 'direct'}]->(o:Order {id: 'o2'}) CREATE (p)-[f:EARNED]->(o) SET f = properties(e)
