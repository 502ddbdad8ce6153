-- What members have been paid already, as of the run: by the company's own wallet up to then, and by payouts. The one room of
-- that sum in SQL (cypher/parts/withdrawn is the same in the graph).
-- makes: withdrawn(m, amount) · grain: one row per member with any · reads: withdrawals, payouts · amount: minor units
-- {as_of}: microseconds UTC
CREATE TABLE withdrawn AS
SELECT a.m, CAST(sum(w.amount) AS BIGINT) AS amount
FROM (
  SELECT member_id, amount FROM withdrawals WHERE at <= {as_of}
  UNION ALL
  SELECT member_id, amount FROM payouts
) w
JOIN mem a ON a.id = w.member_id
GROUP BY a.m
