-- How many entries a run posts, and of what amount, by kind and day. mode: read · grain: one row per kind and day · after: changes/entry_changes
SELECT kind, day, count(*) AS entries, CAST(sum(amount) AS BIGINT) AS amount FROM entry_changes GROUP BY kind, day
