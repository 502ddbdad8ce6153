"""A member's own page: rank, team, rewards and what was paid, of nobody else."""
