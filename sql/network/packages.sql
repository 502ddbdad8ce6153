-- Packages in the orders of members: lines whose product the plan names, each by its quantity. Of a refunded order as
-- many as the net amount still covers, where the plan reads it so (part_refund), at the price that was paid for one.
-- makes: package_lines(order_id, m, at, day, package, number) · grain: one row per order and package
-- reads: lines, plan_packages · after: network/members, network/standing
-- {least}: 1 where a line of 0.00 is a gift and no package, else 0 · {covered}: 1 for part_refund: packages, else 0
CREATE TABLE package_lines AS
SELECT order_id, m, at, day, package, number FROM (
  SELECT
    o.order_id,
    a.m,
    o.at,
    o.day,
    b.package,
    CASE
      WHEN {covered} = 1 AND b.paid > 0 AND o.net < b.paid
      THEN CAST((CAST(o.net AS DECIMAL(38, 0)) * b.number) div b.paid AS BIGINT)
      ELSE b.number
    END AS number
  FROM (
    SELECT
      l.order_id,
      p.package,
      CAST(sum(l.quantity) AS BIGINT) AS number,
      CAST(sum(l.amount) AS BIGINT) AS paid
    FROM lines l
    JOIN plan_packages p ON p.product_id = l.product_id
    WHERE l.amount >= {least}
    GROUP BY l.order_id, p.package
  ) b
  JOIN standing o ON o.order_id = b.order_id
  JOIN mem a ON a.id = o.buyer_id
) x
WHERE number > 0
