-- What all members earned, in minor units.
-- mode: read · reads: standings
SELECT coalesce(CAST(sum(earned) AS BIGINT), 0) AS earned FROM standings
