// What the metrics look up: all touches of a visitor, and the sums that nights keep. Waits until they can be used.
// mode: schema
CREATE INDEX touch_visitor IF NOT EXISTS FOR (t:Touch) ON (t.visitor_id);
CREATE CONSTRAINT sums_key IF NOT EXISTS FOR (s:Sums) REQUIRE s.key IS UNIQUE;
CALL db.awaitIndexes(3600)
