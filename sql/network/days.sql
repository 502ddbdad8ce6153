-- The days on which an order stands, anybody's: pools are shared on these (R7).
-- makes: sale_days(day) · grain: one row per day · after: network/standing
CREATE TABLE sale_days AS SELECT DISTINCT day FROM standing
