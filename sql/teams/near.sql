-- The nearest dealer above, by pointers that stop at dealers.
-- makes: near_{next}(m, dealer, settled) · grain: one row per member whose search goes on or has ended
CREATE TABLE near_{next} AS
SELECT m, dealer, settled FROM near_{round} WHERE settled = 1
UNION ALL
SELECT a.m, b.dealer, b.settled FROM near_{round} a JOIN near_{round} b ON b.m = a.dealer WHERE a.settled = 0
