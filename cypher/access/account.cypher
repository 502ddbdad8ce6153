// One account by its name.
// mode: read
// $name: name of the account
// returns: one row, if there is one
MATCH (a:Account {name: $name})
RETURN a.name AS account, a.hash AS hash, a.role AS role, coalesce(a.member_id, '') AS member_id,
       a.version AS version, a.disabled IS NOT NULL AS disabled
