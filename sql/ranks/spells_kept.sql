-- A rank that cannot be lost is held for good.
-- makes: spells_{rank}(m, since, until) · grain: one row per member that ever holds the rank · {never}: later than every order
CREATE VIEW spells_{rank} AS SELECT m, since, {never} AS until FROM since_{rank}
