// What a reader can meet while a night moves a member to a new version: two ways to the same standing,
// or, until the next commit, none.
// mode: write
// $twice: id of the member with two ways · $never: id of the one with none
MATCH (:Member {id: $twice})-[:CURRENT]->(v)-[:BEFORE]->(older)
MATCH (m:Member {id: $twice})
CREATE (m)-[:CURRENT]->(older)
WITH count(*) AS done
MATCH (:Member {id: $never})-[c:CURRENT]->()
DELETE c
