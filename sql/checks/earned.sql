-- What standings say was earned, and what a run posts to members. mode: read · after: changes/standings, changes/entry_changes
-- minor units
SELECT s.earned, e.entries, e.posted
FROM (SELECT CAST(coalesce(sum(earned), 0) AS BIGINT) AS earned FROM due_standings) s
CROSS JOIN (
  SELECT count(*) AS entries, CAST(coalesce(sum(amount), 0) AS BIGINT) AS posted FROM entry_changes WHERE payee_id <> ''
) e
