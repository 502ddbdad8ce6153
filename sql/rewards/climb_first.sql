-- Where ranks can be lost, the walk up (R6) looks at one dealer after the other: whether it held the rank before the order.
-- makes: climb_0(seq, rank, dealer, holds) · grain: one row per order and rank · after: rewards/differential_walk
-- {lapsing}: the lowest rank that can be lost
CREATE TABLE climb_0 AS
SELECT w.seq, w.rank, w.dealer, CASE WHEN w.rank < {lapsing} OR h.m IS NOT NULL THEN 1 ELSE 0 END AS holds
FROM walk_0 w
LEFT JOIN held h ON h.m = w.dealer AND h.rank = w.rank AND h.since < w.seq AND h.until > w.seq
