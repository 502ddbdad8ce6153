// Says that a pool was fed less than was shared.
// mode: write
MATCH (:Pool {name: 'province'})-[:SHARED]->(s:Share) SET s.fed = s.fed - 1
