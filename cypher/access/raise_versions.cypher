// Ends all sessions of all accounts: no version is one that was ever given to a cookie.
// mode: write
// $now: microseconds
MATCH (a:Account)
SET a.version = CASE WHEN a.version < $now THEN $now ELSE a.version + 1 END
