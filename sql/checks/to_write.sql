-- How many entries and standings a run writes. mode: read · after: changes/entry_changes, changes/standing_changes
SELECT (SELECT count(*) FROM entry_changes) AS entries, (SELECT count(*) FROM standing_changes) AS standings
