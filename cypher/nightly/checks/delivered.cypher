// What the last delivery that is done or abandoned left in the graph, counted from its files and from what was there before.
// mode: read · returns: facts (JSON: table to number), null before the first one
OPTIONAL MATCH (d:Delivery) WHERE d.state <> 'open'
WITH d ORDER BY d.delivered DESC LIMIT 1
RETURN d.facts AS facts
