// Sets up the second step whose secret a code has proved, and raises the version: sessions without it end.
// mode: write
// $name: name of the account · $secret: base32, as it was kept · $step: the step of the code: not good again
// $recovery: SHA-256 of the recovery codes, divided by blanks
// returns: a row with the new version, if that secret still waits
MATCH (a:Account {name: $name, totp_new: $secret})
SET a.totp = $secret, a.totp_new = null, a.totp_step = $step, a.recovery = $recovery, a.version = a.version + 1
RETURN a.version AS version
