// Says that a member bought more in its first month.
// mode: write
MATCH (:Member {id: 'A'})-[:CURRENT]->(s:Standing)
SET s.personal_by_month = [s.personal_by_month[0] + 1] + s.personal_by_month[1..]
