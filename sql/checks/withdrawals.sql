-- What was withdrawn in all, and from whom more was than is available, as nightly/checks/withdrawals has it. mode: read
-- after: changes/standings · minor units
SELECT
  count(*) AS members, CAST(coalesce(sum(withdrawn), 0) AS BIGINT) AS withdrawn,
  CAST(coalesce(sum(CASE WHEN earned - held - withdrawn < 0 THEN 1 ELSE 0 END), 0) AS BIGINT) AS overdrawn
FROM due_standings
WHERE withdrawn > 0
