// Deletes an account with its keys and its ended sessions.
// mode: write
// $name: name of the account
// returns: how many keys went with it; no row when there is no such account
MATCH (a:Account {name: $name})
WITH a, COUNT { (a)<-[:OF]-(:ApiKey) } AS keys
CALL (a) {
  MATCH (n:ApiKey|EndedSession)-[:OF]->(a)
  DETACH DELETE n
}
DETACH DELETE a
RETURN keys
