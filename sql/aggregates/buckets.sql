-- The nearest member above whose team has sums, by pointers that stop there.
-- makes: buckets_{next}(m, team, settled) · grain: one row per member · after: aggregates/buckets_first
CREATE TABLE buckets_{next} AS
SELECT m, team, settled FROM buckets_{round} WHERE settled = 1
UNION ALL
SELECT a.m, b.team, b.settled FROM buckets_{round} a JOIN buckets_{round} b ON b.m = a.team WHERE a.settled = 0
