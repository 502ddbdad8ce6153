// What the audit trail looks up: events by their id, which begins with their time.
// mode: schema
CREATE CONSTRAINT audit_event_id IF NOT EXISTS FOR (e:AuditEvent) REQUIRE e.id IS UNIQUE
