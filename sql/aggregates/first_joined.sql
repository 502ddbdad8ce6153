-- When the first member joined, microseconds UTC. mode: read
SELECT coalesce(min(joined), 0) FROM mem
