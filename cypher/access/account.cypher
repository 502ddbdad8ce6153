// One account by its name, with what proves that it is signing in.
// mode: read
// $name: name of the account
// returns: one row, if there is one; `totp` is the secret of its second step, "" without one
MATCH (a:Account {name: $name})
RETURN a.name AS account, a.hash AS hash, a.role AS role, coalesce(a.member_id, '') AS member_id,
       a.version AS version, a.disabled IS NOT NULL AS disabled, coalesce(a.totp, '') AS totp,
       coalesce(a.totp_new, '') AS totp_new, coalesce(a.must_change, false) AS must_change,
       size([code IN split(coalesce(a.recovery, ''), ' ') WHERE code <> '']) AS recovery
