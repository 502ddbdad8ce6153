-- What members earned and sold since ever, of those who earned something.
-- makes: earners(m, earned, sold, retail) · grain: one row per member · after: compliance/sold · minor units
CREATE TABLE earners AS
SELECT e.m, e.earned, coalesce(s.sold, 0) AS sold, coalesce(s.retail, 0) AS retail
FROM (SELECT m, CAST(sum(earned) AS BIGINT) AS earned FROM earned_months GROUP BY m) e
LEFT JOIN (SELECT m, CAST(sum(sold) AS BIGINT) AS sold, CAST(sum(retail) AS BIGINT) AS retail FROM sold_months GROUP BY m) s ON s.m = e.m
WHERE e.earned > 0
