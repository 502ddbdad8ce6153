// name: one
// One account by its name, with what proves that it is signing in.
// mode: read
// $name: name of the account
// returns: one row, if there is one; `totp` is the secret of its second step, "" without one
MATCH (a:Account {name: $name})
RETURN a.name AS account, a.hash AS hash, a.role AS role, coalesce(a.member_id, '') AS member_id,
       a.version AS version, a.disabled IS NOT NULL AS disabled, coalesce(a.totp, '') AS totp,
       coalesce(a.totp_new, '') AS totp_new, coalesce(a.must_change, false) AS must_change,
       size([code IN split(coalesce(a.recovery, ''), ' ') WHERE code <> '']) AS recovery

// name: all
// All accounts, without their passwords' hashes.
// mode: read · grain: one row per account, by name
MATCH (a:Account)
RETURN a.name AS name, a.role AS role, coalesce(a.member_id, '') AS member_id, a.created AS created,
       coalesce(a.disabled, 0) AS disabled, a.totp IS NOT NULL AS second_step,
       coalesce(a.last_used, 0) AS last_used, coalesce(a.email, '') AS email, coalesce(a.language, '') AS language
ORDER BY name

// name: add
// Makes an account, unless there is one of that name. Versions begin at the time: a name that was deleted and is there
// again never has one twice, so no session of before is good.
// mode: write
// $name: unique name · $hash: argon2id hash of the password · $role: admin, finance, analyst, manager or member
// $member: member id of a manager or member, else null · $must_change: true: the password must be changed, else null
// $now: microseconds
// returns: whether it was made (a hash is never made twice)
MERGE (a:Account {name: $name})
ON CREATE SET a.hash = $hash, a.role = $role, a.member_id = $member, a.version = $now, a.created = $now,
              a.must_change = $must_change
RETURN a.hash = $hash AS added

// name: change_password
// Gives an account another password and raises its version, so that its sessions end.
// mode: write
// $name: name of the account · $hash: argon2id hash of the new password
// $must_change: true: it must be changed at the next sign-in, else null
// returns: a row, if there is such an account: its new version
MATCH (a:Account {name: $name})
SET a.hash = $hash, a.version = a.version + 1, a.must_change = $must_change
RETURN a.version AS version

// name: change_contact
// Gives an account another e-mail address and language for what is sent to it.
// mode: write
// $name: name of the account · $email: address, null for none · $language: zh, en, or null as it was
// returns: a row, if there is such an account
MATCH (a:Account {name: $name})
SET a.email = $email, a.language = coalesce($language, a.language)
RETURN a.name AS name

// name: change_role
// Gives an account another role and raises its version, so that its sessions end; its keys have the new role.
// mode: write
// $name: name of the account · $role: admin, finance, analyst, manager or member
// $member: member id of a manager or member, else null
// returns: whether it changed, and what it was before (manager of m1); no row when there is no such account
MATCH (a:Account {name: $name})
SET a.waiting = true REMOVE a.waiting // takes the node's write lock before anything is read
WITH a, a.role <> $role OR coalesce(a.member_id, '') <> coalesce($member, '') AS changed,
     a.role + coalesce(' of ' + a.member_id, '') AS before
SET a.role = $role, a.member_id = $member, a.version = a.version + CASE WHEN changed THEN 1 ELSE 0 END
RETURN changed, before

// name: close
// Disables an account, or enables it again: what changes raises the version, so that its sessions end.
// mode: write
// $name: name of the account · $disabled: microseconds, null to enable
// returns: whether it changed; no row when there is no such account
MATCH (a:Account {name: $name})
SET a.waiting = true REMOVE a.waiting // takes the node's write lock before anything is read
WITH a, ($disabled IS NULL) <> (a.disabled IS NULL) AS changed
SET a.version = a.version + CASE WHEN changed THEN 1 ELSE 0 END,
    a.disabled = CASE WHEN changed THEN $disabled ELSE a.disabled END
RETURN changed

// name: close_all
// Disables all accounts and revokes all keys, where that is not done yet.
// mode: write
// $now: microseconds
MATCH (a:Account)
SET a.disabled = coalesce(a.disabled, $now)
WITH a
MATCH (k:ApiKey)-[:OF]->(a)
SET k.revoked = coalesce(k.revoked, $now)

// name: delete
// Deletes an account with its keys and its ended sessions.
// mode: write
// $name: name of the account
// returns: how many keys went with it; no row when there is no such account
MATCH (a:Account {name: $name})
WITH a, COUNT { (a)<-[:OF]-(:ApiKey) } AS keys
CALL (a) {
  MATCH (n:ApiKey|EndedSession)-[:OF]->(a)
  DETACH DELETE n
}
DETACH DELETE a
RETURN keys

// name: other_admins
// How many admins that are not disabled there are beside an account.
// mode: read
// $name: name of the account
// returns: one row
MATCH (a:Account {role: 'admin'})
WHERE a.disabled IS NULL AND a.name <> $name
RETURN count(*) AS others

// name: used
// Keeps when accounts and keys were last used.
// mode: write
// $rows: list of maps: account (name), key (id, or "" of a session), at (microseconds)
UNWIND $rows AS row
MATCH (a:Account {name: row.account})
SET a.last_used = CASE WHEN coalesce(a.last_used, 0) < row.at THEN row.at ELSE a.last_used END
WITH a, row
MATCH (k:ApiKey {id: row.key})-[:OF]->(a)
SET k.last_used = CASE WHEN coalesce(k.last_used, 0) < row.at THEN row.at ELSE k.last_used END

// name: carried
// All accounts and API keys as they are stored, to be carried over a restore.
// mode: read
// returns: a row per node: label, properties, the account of a key
MATCH (n:Account|ApiKey)
OPTIONAL MATCH (n)-[:OF]->(a:Account)
RETURN labels(n)[0] AS label, properties(n) AS properties, a.name AS account

// name: put
// Puts accounts as they were stored.
// mode: write
// $accounts: list of maps of their properties
UNWIND $accounts AS row
CREATE (a:Account)
SET a = row

// name: drop_all
// Drops all accounts, keys and ended sessions: those of a backup, before others are put in their place.
// mode: write
MATCH (n:Account|ApiKey|EndedSession)
DETACH DELETE n

// name: raise_versions
// Ends all sessions of all accounts: no version is one that was ever given to a cookie.
// mode: write
// $now: microseconds
MATCH (a:Account)
SET a.version = CASE WHEN a.version < $now THEN $now ELSE a.version + 1 END
