-- How many buyers of a cohort, the month of their first order, bought in a month.
-- makes: person_months(bucket, channel, cohort, month, people) · grain: one row per bucket, channel, cohort and month · after: aggregates/firsts
CREATE TABLE person_months AS
SELECT p.bucket, p.channel, f.month AS cohort, s.month, count(*) AS people
FROM (SELECT DISTINCT n, month FROM sales) s
JOIN firsts f ON f.n = s.n
JOIN persons p ON p.n = s.n
GROUP BY p.bucket, p.channel, f.month, s.month
