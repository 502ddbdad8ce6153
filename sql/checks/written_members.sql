-- The members of whom a run changes something. mode: read · after: changes/standing_changes
SELECT member_id FROM standing_changes
