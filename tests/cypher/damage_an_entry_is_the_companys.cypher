// Gives one posted entry to the company, as breakage: what the order pays in all stays the same.
// mode: write
MATCH ()-[e:EARNED {kind: 'direct'}]->(o:Order {id: 'o2'})
MATCH (company:Company)
CREATE (company)-[new:EARNED]->(o) SET new = properties(e)
DELETE e
