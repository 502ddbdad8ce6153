-- One dealer further up for who did not hold the rank before the order.
-- makes: climb_{next}(seq, rank, dealer, holds) · grain: one row per order and rank with such a dealer left
CREATE TABLE climb_{next} AS
SELECT seq, rank, dealer, holds FROM climb_{round} WHERE holds = 1
UNION ALL
SELECT a.seq, a.rank, l.p, CASE WHEN h.m IS NOT NULL THEN 1 ELSE 0 END
FROM climb_{round} a
JOIN links_0 l ON l.m = a.dealer AND l.rank = a.rank
LEFT JOIN held h ON h.m = l.p AND h.rank = a.rank AND h.since < a.seq AND h.until > a.seq
WHERE a.holds = 0 AND l.p IS NOT NULL
