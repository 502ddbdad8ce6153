-- Rings of self-purchase, as read/compliance/rings lists them. member_ids: at most 20, each behind its place in two digits.
-- mode: read · grain: one row per ring · reads: orders, lines, conferring, order_rewards · after: aggregates/firsts
-- {until}: by when the orders were paid, microseconds UTC · {least}: accounts at least · {limit}: how many at most · minor units
SELECT
  coalesce(a.id, '') AS sponsor_id, x.joined, x.accounts, x.paid, x.earned, x.member_ids
FROM (
  SELECT
    seller, min(joined) AS joined, count(*) AS accounts, CAST(sum(paid) AS BIGINT) AS paid, CAST(sum(earned) AS BIGINT) AS earned,
    array_join(array_sort(collect_list(CASE WHEN place <= 20 THEN concat(lpad(CAST(place AS STRING), 2, '0'), ' ', id) END)), chr(10)) AS member_ids
  FROM (
    SELECT
      c.seller, c.channel, c.minute, c.id, c.joined, o.amount AS paid, coalesce(r.amount, 0) AS earned,
      row_number() OVER (PARTITION BY c.seller, c.channel, c.minute ORDER BY c.joined, c.id) AS place
    FROM (
      SELECT * FROM (
        SELECT
          p.n, p.id, p.seller, p.channel, p.joined, p.joined div 60000000 AS minute,
          count(*) OVER (PARTITION BY p.seller, p.channel, p.joined div 60000000) AS alike
        FROM persons p
        JOIN firsts f ON f.n = p.n
        WHERE p.member = 1 AND f.orders = 1 AND f.at <= {until}
      ) y
      WHERE alike >= {least}
    ) c
    JOIN sales s ON s.n = c.n
    JOIN orders o ON o.id = s.order_id
    JOIN (
      SELECT n.order_id
      FROM lines n
      LEFT JOIN conferring q ON q.product_id = n.product_id
      WHERE n.amount > 0
      GROUP BY n.order_id
      HAVING count(*) = count(q.product_id)
    ) g ON g.order_id = s.order_id
    LEFT JOIN order_rewards r ON r.order_id = s.order_id
  ) z
  GROUP BY seller, channel, minute
  HAVING count(*) >= {least}
) x
LEFT JOIN mem a ON a.m = x.seller
ORDER BY x.accounts DESC, sponsor_id, x.joined
LIMIT {limit}
