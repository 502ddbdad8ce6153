-- The orders of buyers that a run writes, along the clock. mode: read · after: changes/buyer_changes
-- sales: of each its time (microseconds UTC) and what stands of it (minor units); null for a buyer without any
SELECT c.buyer_id AS id, s.sales
FROM buyer_changes c
LEFT JOIN (
  SELECT o.buyer_id, array_sort(collect_list(struct(o.at, o.net))) AS sales
  FROM standing o
  JOIN buyer_changes b ON b.buyer_id = o.buyer_id
  GROUP BY o.buyer_id
) s ON s.buyer_id = c.buyer_id
ORDER BY id
