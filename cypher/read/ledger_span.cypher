// The days of the first and of the last order that can have entries, and of the last pool share.
// mode: read
// returns: first, last, last_pool (days, null for none)
OPTIONAL MATCH (o:PackageOrder) WHERE o.clk >= ''
WITH o.day AS first, o.clk AS clk ORDER BY clk LIMIT 1
OPTIONAL MATCH (o:PackageOrder) WHERE o.clk >= ''
WITH first, o.day AS last, o.clk AS clk ORDER BY clk DESC LIMIT 1
OPTIONAL MATCH (p:Pool)
RETURN first, last, max(p.day) AS last_pool
