-- The share of each holder of a pool on each day (R7).
-- makes: shares(m, rank, day, amount) · grain: one row per holder, pool and day · reads: pools · after: pools/days
CREATE TABLE shares AS
SELECT h.m, p.rank, p.day, p.share AS amount
FROM pools p
JOIN holding h ON h.rank = p.rank AND h.first_day <= p.day AND h.end_day > p.day
WHERE p.share > 0
