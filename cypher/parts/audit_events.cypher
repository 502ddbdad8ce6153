// The events of the audit trail between two times that fit the filters.
// mode: part · shape: subquery · returns: id; at; event; account; by_key; os_user; address; member_id; order_id; subject; key_id; route; run; detail
// $first: id that they are not less than · $end: id that they are less than · $event: name of the event, or ""
// $account: who acted or whom it is about, or "" · $member: member id, or ""
MATCH (e:AuditEvent)
WHERE e.id >= $first AND e.id < $end AND $event IN ['', e.event] AND $member IN ['', e.member_id]
  AND $account IN ['', e.account, e.subject]
RETURN e.id AS id, e.at AS at, e.event AS event, e.account AS account, e.by_key AS by_key, e.os_user AS os_user,
       e.address AS address, e.member_id AS member_id, e.order_id AS order_id, e.subject AS subject,
       e.key_id AS key_id, e.route AS route, e.run AS run, e.detail AS detail
