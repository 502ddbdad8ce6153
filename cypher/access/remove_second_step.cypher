// Takes the second step from an account and raises its version, so that its sessions end.
// mode: write
// $name: name of the account
// returns: whether there was one, and the new version; no row when there is no such account
MATCH (a:Account {name: $name})
WITH a, a.totp IS NOT NULL AS removed
SET a.totp = null, a.totp_new = null, a.totp_step = null, a.recovery = null, a.version = a.version + 1
RETURN removed, a.version AS version
