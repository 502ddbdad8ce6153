"""Pages of plain forms: to sign in, and of one's own account."""
