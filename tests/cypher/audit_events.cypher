// All events of the audit trail, oldest first.
// mode: read
MATCH (e:AuditEvent)
RETURN e.event AS event, e.member_id AS member_id, e.detail AS detail ORDER BY e.id
