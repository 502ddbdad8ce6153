"""What if a member leaves or moves, or an order is refunded."""
