-- The teams of which sums by month are kept. mode: read · grain: one row per team · after: aggregates/summed
SELECT m, member_id, size, p FROM summed
