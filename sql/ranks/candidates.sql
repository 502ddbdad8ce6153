-- Candidates of a rank: who holds the one below (R1), from when.
-- makes: reach_{rank}_0(m, since) · grain: one row per candidate
CREATE TABLE reach_{rank}_0 AS SELECT m, since FROM since_{below}
