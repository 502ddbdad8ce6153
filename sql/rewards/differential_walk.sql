-- Skips dealers that did not hold the rank before the order.
-- makes: walk_{round}(seq, rank, dealer) · grain: one row per order and rank with such a dealer left
CREATE TABLE walk_{round} AS
SELECT seq, rank, dealer FROM (
  SELECT a.seq, a.rank, CASE WHEN l.least_since >= a.seq THEN l.p ELSE a.dealer END AS dealer
  FROM walk_{before} a
  JOIN links_{round} l ON l.m = a.dealer AND l.rank = a.rank
) x
WHERE dealer IS NOT NULL
