// What the metrics look up: all touches of a visitor. Waits until it can be used.
// mode: schema
CREATE INDEX touch_visitor IF NOT EXISTS FOR (t:Touch) ON (t.visitor_id);
CALL db.awaitIndexes(3600)
