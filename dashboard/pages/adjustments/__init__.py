"""Adjustments of pay: what one person decided and another approves."""
