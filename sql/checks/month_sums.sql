-- The volumes of each member's months as one figure each: the months weighted and added up, below {modulus}.
-- makes: month_sums(member_id, personal, volume) · grain: one row per member with volume
-- reads: monthly, month_weights · after: standings/months · {modulus}: a prime below 2^31
CREATE TABLE month_sums AS
SELECT
  x.member_id,
  CAST(sum((x.personal % {modulus}) * w.weight % {modulus}) % {modulus} AS BIGINT) AS personal,
  CAST(sum((x.volume % {modulus}) * w.weight % {modulus}) % {modulus} AS BIGINT) AS volume
FROM monthly x
JOIN month_weights w ON w.month = x.month
GROUP BY x.member_id
