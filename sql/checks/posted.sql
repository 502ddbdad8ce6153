-- What a run posts, as run/posted has it: how many entries, what they come to for members, and breakage. mode: read
-- after: changes/entry_changes · minor units
SELECT
  count(*) AS entries, CAST(coalesce(sum(CASE WHEN payee_id = '' THEN 0 ELSE amount END), 0) AS BIGINT) AS rewards,
  CAST(coalesce(sum(CASE WHEN payee_id = '' THEN amount ELSE 0 END), 0) AS BIGINT) AS breakage
FROM entry_changes
