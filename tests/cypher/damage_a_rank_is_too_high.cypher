// Says that a member holds a rank that it has not reached.
// mode: write
MATCH (:Member {id: 'C'})-[:CURRENT]->(s:Standing) SET s.rank = 3
