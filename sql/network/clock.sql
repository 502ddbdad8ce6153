-- The clock of every rule: the orders that plans pay, and the moments at which months are over, numbered from 1 by (paid_at,
-- order_id), ids compared by code point; such a moment has no order and comes first. Those of earlier days are counted and those
-- within a day numbered, so nothing is sorted as a whole. A customer's order has no m.
-- makes: clock(seq, order_id, m, at, day) · grain: one row per order and month · reads: company_months
-- after: network/packages, network/bases
CREATE TABLE clock AS
SELECT d.earlier + row_number() OVER (PARTITION BY o.day ORDER BY o.at, o.order_id) AS seq, o.order_id, o.m, o.at, o.day
FROM (
  SELECT DISTINCT order_id, m, at, day
  FROM (
    SELECT order_id, m, at, day FROM package_lines
    UNION ALL
    SELECT order_id, m, at, day FROM order_bases
    UNION ALL
    SELECT '', NULL, ends, day + 1 FROM company_months
  ) b
) o
JOIN (
  SELECT day, CAST(sum(number) OVER (ORDER BY day ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS BIGINT) - number AS earlier
  FROM (
    SELECT day, count(DISTINCT order_id) AS number
    FROM (
      SELECT order_id, day FROM package_lines
      UNION ALL
      SELECT order_id, day FROM order_bases
      UNION ALL
      SELECT '', day + 1 FROM company_months
    ) c
    GROUP BY day
  ) x
) d ON d.day = o.day
