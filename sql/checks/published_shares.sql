-- The pool shares that runs before this one posted: those of closed days stay (R7).
-- makes: published_shares(pool, day, payee_id, amount) · grain: one row per entry · reads: posted (what stands) · {run}: the number of this run
CREATE VIEW published_shares AS SELECT pool, day, payee_id, amount FROM posted WHERE pool <> '' AND run < {run}
