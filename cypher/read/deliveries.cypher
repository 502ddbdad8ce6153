// name: newest
// What was delivered, newest first, however it came.
// mode: read · grain: one row per delivery
// $limit: how many
// returns: id (hash of the contents), delivered (microseconds), state (open, done, abandoned), counts (JSON, table to counts; null while it is open)
MATCH (d:Delivery)
RETURN d.id AS id, d.delivered AS delivered, d.state AS state, d.counts AS counts
ORDER BY delivered DESC, id LIMIT $limit
