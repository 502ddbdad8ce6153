-- Where the ways up of a placer and a payee meet is sought from both of them. makes: meet_{next}(m, payee, x, x_depth, y, y_depth, amount)
-- grain: one row per placer and payee · {round}: of the last `network/depth` · after: impact/came
CREATE TABLE meet_{next} AS
SELECT c.m, c.payee, c.m AS x, a.depth AS x_depth, c.payee AS y, b.depth AS y_depth, c.amount
FROM came c
JOIN depth_{round} a ON a.m = c.m
JOIN depth_{round} b ON b.m = c.payee
