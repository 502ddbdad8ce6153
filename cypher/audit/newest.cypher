// A page of the audit trail: the events that fit the filters, newest first.
// mode: read · grain: one row per event
// $limit: how many at most
{parts/audit_events}
ORDER BY id DESC
LIMIT $limit
