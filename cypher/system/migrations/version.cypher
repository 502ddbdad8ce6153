// The version of what is stored: how many migrations it has been through. No row: nothing was ever loaded.
// mode: read
MATCH (l:Ledger {id: 'upline'})
RETURN coalesce(l.version, 0) AS version
