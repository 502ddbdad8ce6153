-- The first package makes a visitor a member (rank 1); an opening rank counts as one, from before the first order.
-- makes: since_1(m, since) · grain: one row per member that ever holds the rank · after: network/bought
-- {package}: the entry package
CREATE TABLE since_1 AS
SELECT m, min(seq) AS since FROM (
  SELECT m, seq FROM bought WHERE package = {package}
  UNION ALL
  SELECT m, 0 FROM opening
) x
GROUP BY m
