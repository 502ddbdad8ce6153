// Disables an account, or enables it again: what changes raises the version, so that its sessions end.
// mode: write
// $name: name of the account · $disabled: microseconds, null to enable
// returns: whether it changed; no row when there is no such account
MATCH (a:Account {name: $name})
SET a.version = a.version // takes the node's write lock before anything is compared
WITH a, ($disabled IS NULL) <> (a.disabled IS NULL) AS changed
SET a.version = a.version + CASE WHEN changed THEN 1 ELSE 0 END,
    a.disabled = CASE WHEN changed THEN $disabled ELSE a.disabled END
RETURN changed
