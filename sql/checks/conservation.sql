-- Orders whose rewards and breakage of a kind are not together what the plan sets aside for it (R9), or whose breakage is below 0; a
-- kind that it does not know sets nothing aside. mode: read · grain: one row per order, kind and source · after: checks/set_asides
-- reads: asides · {limit}: how many · minor units
SELECT o.order_id, x.kind, x.planned, x.posted, x.breakage
FROM (
  SELECT
    coalesce(p.seq, d.seq) AS seq, coalesce(p.kind, d.kind) AS kind, coalesce(p.planned, 0) AS planned,
    coalesce(d.posted, 0) AS posted, coalesce(d.breakage, 0) AS breakage
  FROM set_asides p
  FULL JOIN (
    SELECT
      e.seq, e.kind, CASE WHEN k.apart = 1 THEN e.source ELSE '' END AS source,
      CAST(sum(e.amount) AS BIGINT) AS posted, CAST(sum(CASE WHEN e.payee IS NULL THEN e.amount ELSE 0 END) AS BIGINT) AS breakage
    FROM due e
    LEFT JOIN (SELECT kind, max(CASE WHEN source <> '' THEN 1 ELSE 0 END) AS apart FROM asides GROUP BY kind) k ON k.kind = e.kind
    GROUP BY 1, 2, 3
  ) d ON d.seq = p.seq AND d.kind = p.kind AND d.source = p.source
) x
JOIN package_orders o ON o.seq = x.seq
WHERE x.planned <> x.posted OR x.breakage < 0
ORDER BY x.seq
LIMIT {limit}
