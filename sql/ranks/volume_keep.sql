-- Condition `volume`, kept for good: candidates hold it from the moment at which the first such month is over.
-- makes: reach_{rank}_{next}(m, since) · grain: one row per candidate left · after: ranks/volume
CREATE TABLE reach_{rank}_{next} AS
SELECT a.m, greatest(a.since, c.since) AS since
FROM reach_{rank}_{place} a
JOIN (
  SELECT v.m, min(c.seq) AS since FROM volume_{rank}_{place} v JOIN clock_months c ON c.month = v.month GROUP BY v.m
) c ON c.m = a.m
