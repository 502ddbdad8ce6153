-- From when a rank that can be lost was first held.
-- makes: since_{rank}(m, since) · grain: one row per member that ever holds the rank · after: ranks/spells
CREATE TABLE since_{rank} AS SELECT m, min(since) AS since FROM spells_{rank} GROUP BY m
