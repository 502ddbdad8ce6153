-- What must be nothing: personal volume of all members less the group volume of roots; entries of members less what
-- standings say was earned; fed to pools less shared and carried.
-- mode: read
SELECT
  (SELECT coalesce(CAST(sum(volume) AS BIGINT), 0) FROM own_months)
    - (SELECT coalesce(CAST(sum(volume) AS BIGINT), 0) FROM standings WHERE sponsor_id = '') AS volume,
  (SELECT coalesce(CAST(sum(amount) AS BIGINT), 0) FROM entries WHERE payee_id <> '')
    - (SELECT coalesce(CAST(sum(earned) AS BIGINT), 0) FROM standings) AS earned,
  (SELECT coalesce(CAST(sum(fed + adjusted - share * holders) AS BIGINT), 0) FROM pools)
    - (SELECT coalesce(CAST(sum(carried) AS BIGINT), 0) FROM pools WHERE day = (SELECT max(day) FROM pools)) AS fed
