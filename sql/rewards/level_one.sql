-- The generations of one round, for `rewards/level`. mode: part
SELECT seq, plan, level, generation, member FROM level_walk_{round} WHERE passes = 1
