// The accounts that are bound to a member, with their API keys; no hashes.
// mode: read · grain: one row per account, by name
// $member: member id
// returns: times in microseconds, 0 of what has not been
MATCH (a:Account {member_id: $member})
RETURN a.name AS name, a.role AS role, coalesce(a.email, '') AS email, a.created AS created, coalesce(a.disabled, 0) AS disabled,
       coalesce(a.last_used, 0) AS last_used,
       COLLECT { MATCH (k:ApiKey)-[:OF]->(a)
                 RETURN {id: k.id, name: k.name, created: k.created, expires: k.expires, revoked: coalesce(k.revoked, 0),
                         last_used: coalesce(k.last_used, 0)} ORDER BY k.created, k.id } AS keys
ORDER BY name
