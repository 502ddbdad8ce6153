// Says that a member earned more than its entries.
// mode: write
MATCH (:Member {id: 'A'})-[:CURRENT]->(s:Standing) SET s.earned = s.earned + 1
