"""The page of buying groups (R12)."""
