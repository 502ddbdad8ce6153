// Makes an account, unless there is one of that name. Versions begin at the time: a name that was deleted and is there
// again never has one twice, so no session of before is good.
// mode: write
// $name: unique name · $hash: argon2id hash of the password · $role: admin, analyst, manager or member
// $member: member id of a manager or member, else null · $must_change: true: the password must be changed, else null
// $now: microseconds
// returns: whether it was made (a hash is never made twice)
MERGE (a:Account {name: $name})
ON CREATE SET a.hash = $hash, a.role = $role, a.member_id = $member, a.version = $now, a.created = $now,
              a.must_change = $must_change
RETURN a.hash = $hash AS added
