-- The members who earned most, as read/earnings/top counts them of all days. mode: read · grain: one row per member, the highest first
-- reads: ledger · {limit}: how many at most · amount: minor units
SELECT payee_id AS member_id, count(*) AS entries, CAST(sum(amount) AS BIGINT) AS amount
FROM ledger
WHERE payee_id <> ''
GROUP BY payee_id
ORDER BY amount DESC, member_id
LIMIT {limit}
