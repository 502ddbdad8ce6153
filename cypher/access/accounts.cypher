// All accounts, without their passwords' hashes.
// mode: read · grain: one row per account, by name
MATCH (a:Account)
RETURN a.name AS name, a.role AS role, coalesce(a.member_id, '') AS member_id, a.created AS created,
       coalesce(a.disabled, 0) AS disabled, coalesce(a.last_used, 0) AS last_used
ORDER BY name
