-- The member who leaves, and those who stay of whom something would change: by how much of their pay, then their volume.
-- mode: read · grain: one row per member, of the first {limit} · reads: compared, what_if
SELECT
  member_id, gone, rank_before, rank, personal_before, personal, volume_before, volume, earned_before, earned, held_before, held
FROM compared
WHERE gone = 1 AND member_id IN (SELECT member_id FROM what_if)
  OR gone = 0 AND (rank <> rank_before OR volume <> volume_before OR personal <> personal_before
    OR earned <> earned_before OR held <> held_before)
ORDER BY gone DESC, abs(earned - earned_before) DESC, abs(volume - volume_before) DESC, member_id
LIMIT {limit}
