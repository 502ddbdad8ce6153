"""Hostile inputs with their expected answers as data, and the tests that run them."""
