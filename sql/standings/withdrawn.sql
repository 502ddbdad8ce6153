-- What members have been paid already, as of the run: their withdrawals up to then. The one room of that sum in SQL
-- (cypher/parts/withdrawn is the same in the graph).
-- makes: withdrawn(m, amount) · grain: one row per member with any · reads: withdrawals · amount: minor units
-- {as_of}: microseconds UTC
CREATE TABLE withdrawn AS
SELECT a.m, CAST(sum(w.amount) AS BIGINT) AS amount
FROM withdrawals w
JOIN mem a ON a.id = w.member_id
WHERE w.at <= {as_of}
GROUP BY a.m
