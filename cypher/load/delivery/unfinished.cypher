// Deliveries whose load did not come to its end.
// mode: read · returns: id (hash of the contents), delivered (microseconds), oldest first
MATCH (d:Delivery {state: 'open'})
RETURN d.id AS id, d.delivered AS delivered ORDER BY delivered, id
