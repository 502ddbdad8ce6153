// Adds events to the audit trail. One that is there already stays as it is: nothing changes or deletes events.
// mode: write
// $events: list of maps, as graph.audit.events.Event.row makes them
UNWIND $events AS event
MERGE (e:AuditEvent {id: event.id})
ON CREATE SET e += event
