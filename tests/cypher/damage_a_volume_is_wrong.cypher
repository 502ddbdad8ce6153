// Gives one standing more volume than there are orders.
// mode: write
MATCH (:Member {id: 'A'})-[:CURRENT]->(s:Standing) SET s.personal = s.personal + 1
