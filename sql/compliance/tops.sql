-- The root above each member, by doubling. makes: tops_{next}(m, top) · grain: one row per member
CREATE TABLE tops_{next} AS
SELECT a.m, b.top FROM tops_{round} a JOIN tops_{round} b ON b.m = a.top
