-- The first package of members (R2); an opening rank counts as one, from before the first order.
-- makes: first_bought(m, since) · grain: one row per member with one · after: network/bought
-- {package}: the entry package
CREATE TABLE first_bought AS
SELECT m, min(seq) AS since FROM (
  SELECT m, seq FROM bought WHERE package = {package}
  UNION ALL
  SELECT m, 0 FROM opening
) x
GROUP BY m
