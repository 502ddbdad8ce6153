-- Condition `package`: candidates that have bought it, from the later of both.
-- makes: reach_{rank}_{next}(m, since) · grain: one row per candidate left · after: network/bought
CREATE TABLE reach_{rank}_{next} AS
SELECT a.m, greatest(a.since, c.since) AS since
FROM reach_{rank}_{place} a
JOIN (SELECT m, min(seq) AS since FROM bought WHERE package = {package} GROUP BY m) c ON c.m = a.m
