// Notes that a delivery is being loaded. One that was interrupted keeps its time, so that it ends as if it never had been.
// mode: write · returns: its time
// $id: hash of its contents · $now: microseconds · $next_run: published run + 1
MERGE (d:Delivery {id: $id})
ON CREATE SET d.state = 'done'
WITH d WHERE true
SET d.delivered = CASE WHEN d.state <> 'open' THEN $now ELSE d.delivered END,
    d.from_run = CASE WHEN d.state <> 'open' THEN $next_run ELSE d.from_run END
SET d.state = 'open'
RETURN d.delivered AS delivered
