"""Inputs that could be read wrong, be slow, or break something, each with the expected answer, as plain data."""
