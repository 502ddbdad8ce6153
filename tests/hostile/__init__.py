"""Hostile inputs with their expected answers as plain data, and the tests that run them."""
