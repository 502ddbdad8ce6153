-- Twice as many steps up the tree, with the earliest first package among the members passed and reached.
-- makes: lift_{next}(m, p, least_since) · grain: one row per member so deep · after: network/lift_first
CREATE TABLE lift_{next} AS
SELECT a.m, b.p, least(a.least_since, b.least_since) AS least_since
FROM lift_{round} a
JOIN lift_{round} b ON b.m = a.p
