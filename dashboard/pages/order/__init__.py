"""The page of one order: its facts, what it paid to whom and why, and why not a certain member."""
