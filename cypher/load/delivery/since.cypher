// When the reading of databases for their last finished delivery began: what was written before is loaded.
// mode: read · returns: begun (microseconds; null: there is none)
// $origin: etl.reading.databases.Origin.id
MATCH (d:Delivery {state: 'done', origin: $origin})
RETURN max(d.begun) AS begun
