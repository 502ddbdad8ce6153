-- Condition `legs` looks into groups: it begins with the points at which members themselves reached the rank.
-- makes: legs_{rank}_{place}_0(m, since) · grain: one row per member of the rank
CREATE TABLE legs_{rank}_{place}_0 AS SELECT m, since FROM since_{of}
