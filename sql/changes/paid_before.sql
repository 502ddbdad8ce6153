-- The pool shares that runs before posted.
-- makes: paid_before(pool, day, payee_id, amount) · grain: one row per entry · reads: published_entries
CREATE VIEW paid_before AS SELECT pool, day, payee_id, amount FROM published_entries WHERE pool <> ''
