-- The lowest rank with a rate (R6); 1 where none has, as then nobody is asked for. mode: read · reads: plan_steps
SELECT coalesce(min(rank), 1) FROM plan_steps
