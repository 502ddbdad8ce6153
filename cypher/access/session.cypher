// The account that a session is of, and whether that session has ended by signing out.
// mode: read
// $name: name of the account · $session: id of the session
// returns: one row, if there is such an account
MATCH (a:Account {name: $name})
RETURN a.name AS account, a.role AS role, coalesce(a.member_id, '') AS member_id, a.version AS version,
       coalesce(a.must_change, false) AS must_change, a.totp IS NOT NULL AS second_step,
       a.disabled IS NOT NULL OR EXISTS { (a)<-[:OF]-(:EndedSession {id: $session}) } AS ended
