// Gives an account another role and raises its version, so that its sessions end; its keys have the new role.
// mode: write
// $name: name of the account · $role: admin, analyst, manager or member
// $member: member id of a manager or member, else null
// returns: whether it changed, and what it was before (manager of m1); no row when there is no such account
MATCH (a:Account {name: $name})
SET a.version = a.version // takes the node's write lock before anything is compared
WITH a, a.role <> $role OR coalesce(a.member_id, '') <> coalesce($member, '') AS changed,
     a.role + coalesce(' of ' + a.member_id, '') AS before
SET a.role = $role, a.member_id = $member, a.version = a.version + CASE WHEN changed THEN 1 ELSE 0 END
RETURN changed, before
