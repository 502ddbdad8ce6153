-- Condition `volume`, month by month: candidates that ever meet it; in which months is for `ranks/kept`.
-- makes: reach_{rank}_{next}(m, since) · grain: one row per candidate left · after: ranks/volume
CREATE TABLE reach_{rank}_{next} AS
SELECT a.m, a.since FROM reach_{rank}_{place} a JOIN (SELECT DISTINCT m FROM volume_{rank}_{place}) v ON v.m = a.m
