-- The orders along the clock that a run writes, of half of the buyers. mode: read · after: changes/buyer_changes
-- {half}: 0 or 1 · sales: of each order its time (microseconds UTC) and what stands of it (minor units); null for a buyer without any
SELECT c.buyer_id AS id, s.sales
FROM buyer_changes c
LEFT JOIN (
  SELECT o.buyer_id, array_sort(collect_list(struct(o.at, o.net))) AS sales
  FROM standing o
  JOIN buyer_changes b ON b.buyer_id = o.buyer_id
  WHERE CASE WHEN substring(md5(b.buyer_id), 1, 1) < '8' THEN 0 ELSE 1 END = {half}
  GROUP BY o.buyer_id
) s ON s.buyer_id = c.buyer_id
WHERE CASE WHEN substring(md5(c.buyer_id), 1, 1) < '8' THEN 0 ELSE 1 END = {half}
ORDER BY id
