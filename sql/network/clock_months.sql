-- The months that are over: the moment of the clock at which each is, and that of the month after; and on which day.
-- makes: clock_months(month, seq, next_seq, day) · grain: one row per month · reads: company_months · after: network/clock
-- {never}: later than every order
CREATE TABLE clock_months AS
SELECT x.month, c.seq, coalesce(lead(c.seq) OVER (ORDER BY x.month), {never}) AS next_seq, c.day
FROM company_months x
JOIN clock c ON c.order_id = '' AND c.at = x.ends
