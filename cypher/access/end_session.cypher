// Ends one session wherever its cookie was copied to, and forgets ended sessions whose time is over.
// mode: write
// $name: name of the account · $session: id of the session · $now: microseconds
// $until: microseconds: from then on its cookie is too old by itself
// returns: a row, if there is such an account
CALL () {
  MATCH (old:EndedSession)
  WHERE old.until < $now
  DETACH DELETE old
}
MATCH (a:Account {name: $name})
MERGE (s:EndedSession {id: $session})-[:OF]->(a)
SET s.until = $until
RETURN a.name AS name
