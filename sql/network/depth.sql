-- Depth by doubling: the steps counted so far, and those of the member that is so many steps above.
-- makes: depth_{next}(m, depth) · grain: one row per member · after: network/lift
CREATE TABLE depth_{next} AS
SELECT a.m, a.depth + coalesce(b.depth, 0) AS depth
FROM depth_{round} a
LEFT JOIN lift_{round} u ON u.m = a.m
LEFT JOIN depth_{round} b ON b.m = u.p
