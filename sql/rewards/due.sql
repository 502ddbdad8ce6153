-- What orders are due (R3-R6), and to nobody what the plan sets aside for a kind less what was paid of it (R9).
-- makes: due(kind, source, payee, seq, day, amount) · grain: one row per entry, no payee is breakage · amount: minor units
-- {kinds}: for each kind that pays orders, its part
CREATE TABLE due AS {kinds}
