// Who sold to a buyer: a member's sponsor, of a customer the owner of its community; null where there is none.
// mode: part · shape: clause · takes: p · returns: seller
// $run: number of the run
OPTIONAL MATCH (p)-[up:SPONSORED_BY WHERE up.from_run <= $run AND up.to_run > $run]->(sponsor:Member)
OPTIONAL MATCH (p:Customer)-[:BUYS_IN]->(:Community)<-[:OWNS]-(owner:Member WHERE owner.from_run <= $run)
WITH *, coalesce(sponsor, owner) AS seller
