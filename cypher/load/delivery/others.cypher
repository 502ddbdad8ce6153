// Whether anything was delivered that is not one of these deliveries.
// mode: read
// $ids: ids of deliveries
MATCH (d:Delivery) WHERE NOT d.id IN $ids
RETURN count(d) AS others
