// Puts two members under each other.
// mode: write
MATCH (a:Member {id: 'A'})-[l:SPONSORED_BY]->(), (b:Member {id: 'B'}) CREATE (a)-[n:SPONSORED_BY]->(b) SET n = properties(l) DELETE l
