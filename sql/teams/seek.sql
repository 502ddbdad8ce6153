-- Skips members above who had no first package before the buyer's: visitors are passed over (R2).
-- makes: seek_{round}(m, at_member, since) · grain: one row per member · after: network/lift
CREATE TABLE seek_{round} AS
SELECT a.m, CASE WHEN l.least_since >= a.since THEN l.p ELSE a.at_member END AS at_member, a.since
FROM seek_{before} a
LEFT JOIN lift_{round} l ON l.m = a.at_member
