-- What is due of totals of many orders, of a month (R11): such entries have no order, and nothing of them is breakage.
-- makes: totals_due(kind, source, payee, day, amount) · grain: one row per entry · amount: minor units
-- {kinds}: for each kind that pays totals, its part
CREATE TABLE totals_due AS {kinds}
