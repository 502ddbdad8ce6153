-- What people of the company decided about the pay of members who have joined, each on its day, from that day on.
-- makes: adjusted(payee, source, day, amount) · grain: one row per adjustment, its source · reads: adjustments · amount: minor units, below 0 too
-- {today}: the number of the day in which as_of lies
CREATE TABLE adjusted AS
SELECT a.m AS payee, d.id AS source, CAST(d.day AS DATE) AS day, d.amount
FROM adjustments d
JOIN mem a ON a.id = d.member_id
WHERE d.amount <> 0 AND CAST(d.day AS DATE) <= CAST(date_add(DATE '1970-01-01', {today}) AS DATE)
