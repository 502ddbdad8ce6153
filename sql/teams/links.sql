-- Twice as many steps among the dealers, with the earliest point among those passed.
-- makes: links_{next}(m, p, rank, least_since) · grain: one row per dealer and rank
CREATE TABLE links_{next} AS
SELECT a.m, b.p, a.rank, least(a.least_since, coalesce(b.least_since, {never})) AS least_since
FROM links_{round} a
LEFT JOIN links_{round} b ON b.m = a.p AND b.rank = a.rank
