-- The same of all members above, by doubling. makes: toll_{next}(m, month, over_part) · grain: one row per member and month with volume
-- after: impact/toll_first
CREATE TABLE toll_{next} AS
SELECT a.m, a.month, a.over_part + coalesce(b.over_part, 0) AS over_part
FROM toll_{round} a
LEFT JOIN steps_{round} u ON u.m = a.m
LEFT JOIN toll_{round} b ON b.m = u.p AND b.month = a.month
