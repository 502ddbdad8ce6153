// name: add
// Adds events to the audit trail. One that is there already stays as it is: nothing changes or deletes events.
// mode: write
// $events: list of maps, as graph.audit.events.Event.row makes them
UNWIND $events AS event
MERGE (e:AuditEvent {id: event.id})
ON CREATE SET e += event

// name: all
// The events of the audit trail that fit the filters, oldest first.
// mode: read · grain: one row per event
{parts/audit_events}
ORDER BY id

// name: newest
// A page of the audit trail: the events that fit the filters, newest first.
// mode: read · grain: one row per event
// $limit: how many at most
{parts/audit_events}
ORDER BY id DESC
LIMIT $limit
