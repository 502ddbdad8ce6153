-- The figures of members by month, where one is not 0.
-- makes: monthly(member_id, month, personal, volume, earned, held) · grain: one row per member and month
-- {round}: of the last `volumes/months` · month: year * 12 + month - 1
CREATE TABLE monthly AS
SELECT
  a.id AS member_id,
  x.month,
  CAST(sum(x.personal) AS BIGINT) AS personal,
  CAST(sum(x.volume) AS BIGINT) AS volume,
  CAST(sum(x.earned) AS BIGINT) AS earned,
  CAST(sum(x.held) AS BIGINT) AS held
FROM (
  SELECT m, month, volume AS personal, 0 AS volume, 0 AS earned, 0 AS held FROM own_months
  UNION ALL
  SELECT m, month, 0, volume, 0, 0 FROM months_{round}
  UNION ALL
  SELECT m, month, 0, 0, earned, held FROM earned_months
) x
JOIN mem a ON a.m = x.m
GROUP BY a.id, x.month
