// Keeps when accounts and keys were last used.
// mode: write
// $rows: list of maps: account (name), key (id, or "" of a session), at (microseconds)
UNWIND $rows AS row
MATCH (a:Account {name: row.account})
SET a.last_used = CASE WHEN coalesce(a.last_used, 0) < row.at THEN row.at ELSE a.last_used END
WITH a, row
MATCH (k:ApiKey {id: row.key})-[:OF]->(a)
SET k.last_used = CASE WHEN coalesce(k.last_used, 0) < row.at THEN row.at ELSE k.last_used END
