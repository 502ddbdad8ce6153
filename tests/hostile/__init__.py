"""Inputs that could be read wrong, be slow or break something, with the expected answers, as plain data."""
