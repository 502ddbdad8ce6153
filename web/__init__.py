"""What every request passes, whoever answers it: who asks, problems, limits, logs."""
