-- The ledger in one figure per kind: what members earned of it, and what was due to nobody (breakage).
-- mode: read · grain: one row per kind
SELECT
  kind,
  CAST(sum(CASE WHEN payee_id = '' THEN 0 ELSE amount END) AS BIGINT) AS earned,
  CAST(sum(CASE WHEN payee_id = '' THEN amount ELSE 0 END) AS BIGINT) AS breakage
FROM entries
GROUP BY kind
ORDER BY kind
