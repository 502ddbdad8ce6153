// name: one
// The account that a session is of, and whether that session has ended by signing out.
// mode: read
// $name: name of the account · $session: id of the session
// returns: one row, if there is such an account
MATCH (a:Account {name: $name})
RETURN a.name AS account, a.role AS role, coalesce(a.member_id, '') AS member_id, a.version AS version,
       coalesce(a.must_change, false) AS must_change, a.totp IS NOT NULL AS second_step,
       a.disabled IS NOT NULL OR EXISTS { (a)<-[:OF]-(:EndedSession {id: $session}) } AS ended

// name: end
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

// name: end_all
// Ends all sessions of an account by raising its version.
// mode: write
// $name: name of the account
// returns: a row, if there is such an account
MATCH (a:Account {name: $name})
SET a.version = a.version + 1
RETURN a.name AS name
