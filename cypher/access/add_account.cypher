// Makes an account, unless there is one of that name.
// mode: write
// $name: unique name · $hash: argon2id hash of the password · $role: admin, analyst, manager or member
// $member: member id of a manager or member, else null · $now: microseconds
// returns: whether it was made (a hash is never made twice)
MERGE (a:Account {name: $name})
ON CREATE SET a.hash = $hash, a.role = $role, a.member_id = $member, a.version = 1, a.created = $now
RETURN a.hash = $hash AS added
