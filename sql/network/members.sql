-- Who counts as of the run, each with a number of its own and its corrected sponsor's id (Corrections).
-- makes: mem(m, id, joined, sponsor_id) · grain: one row per member · reads: members, corrections
-- {as_of}: microseconds UTC
-- m is for joins only: it differs between runs, so it never reaches a result or an order.
CREATE TABLE mem AS
SELECT
  monotonically_increasing_id() AS m,
  f.id,
  f.joined,
  CASE WHEN c.member_id IS NULL THEN f.sponsor_id ELSE c.sponsor_id END AS sponsor_id
FROM members f
LEFT JOIN (
  SELECT member_id, sponsor_id FROM (
    SELECT member_id, sponsor_id, row_number() OVER (PARTITION BY member_id ORDER BY at DESC) AS place
    FROM corrections
    WHERE at <= {as_of}
  ) x
  WHERE place = 1
) c ON c.member_id = f.id
WHERE f.joined <= {as_of}
