// The events of the audit trail that fit the filters, oldest first.
// mode: read · grain: one row per event
{parts/audit_events}
ORDER BY id
