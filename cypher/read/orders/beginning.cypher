// Orders that a run knows whose id begins with one of some texts, in the order of ids.
// mode: read · grain: one row per order
// $beginnings: the texts · $run: number of the run · $limit: how many rows
UNWIND $beginnings AS beginning
MATCH (o:Order) WHERE o.id STARTS WITH beginning AND (o.from_run <= $run OR o.waits_from <= $run)
RETURN DISTINCT o.id AS order_id ORDER BY order_id LIMIT $limit
