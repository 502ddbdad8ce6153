// What the metrics look up: the first touch of all, all touches of a visitor, and the sums that
// nights keep. Waits until they can be used.
// mode: schema
CREATE INDEX touch_visitor IF NOT EXISTS FOR (t:Touch) ON (t.visitor_id);
CREATE INDEX touch_at IF NOT EXISTS FOR (t:Touch) ON (t.at);
CREATE CONSTRAINT sums_key IF NOT EXISTS FOR (s:Sums) REQUIRE s.key IS UNIQUE;
CALL db.awaitIndexes(3600)
