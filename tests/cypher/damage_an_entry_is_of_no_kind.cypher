// An entry of a kind that there is not.
// mode: write
MATCH (m:Member {id: 'A'}), (o:Order {id: 'o2'})
CREATE (m)-[:EARNED {kind: 'none', amount: 100, day: o.day, run: 1, key: '000001 none o2 A'}]->(o)
