-- All entries that runs posted up to this one, to be kept as one file.
-- makes: run_entries(...) · grain: one row per entry · reads: published_entries · after: changes/entry_changes
CREATE VIEW run_entries AS
SELECT * FROM published_entries
UNION ALL
SELECT * FROM entry_changes
