-- What each member earned of each kind in the days that are looked at.
-- makes: sums(member_id, kind, amount) · grain: one row per member and kind · reads: entries, chosen_days
CREATE TABLE sums AS
SELECT e.payee_id AS member_id, e.kind, CAST(sum(e.amount) AS BIGINT) AS amount
FROM entries e
JOIN chosen_days c ON e.day >= c.from_day AND e.day < c.to_day
WHERE e.payee_id <> ''
GROUP BY e.payee_id, e.kind
