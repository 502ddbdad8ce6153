-- All entries that runs posted up to this one.
-- makes: ledger(...) · grain: one row per entry · reads: published_entries · after: changes/entry_changes
CREATE VIEW ledger AS
SELECT * FROM published_entries
UNION ALL
SELECT * FROM entry_changes
