// Notes that a delivery is being loaded. One that was interrupted keeps its time, so that it ends as if it never had been.
// The facts that are kept as files are not those of the graph until it is done: the graph forgets their manifest.
// mode: write · returns: its time, the name of the manifest that was
// $id: hash of its contents · $now: microseconds · $next_run: published run + 1
MERGE (d:Delivery {id: $id})
ON CREATE SET d.state = 'done'
WITH d WHERE true
SET d.delivered = CASE WHEN d.state <> 'open' THEN $now ELSE d.delivered END,
    d.from_run = CASE WHEN d.state <> 'open' THEN $next_run ELSE d.from_run END
SET d.state = 'open'
WITH d
OPTIONAL MATCH (l:Ledger {id: 'upline'})
WITH d, l, l.facts AS manifest
SET l.facts = null, l.ties = null
RETURN d.delivered AS delivered, manifest
