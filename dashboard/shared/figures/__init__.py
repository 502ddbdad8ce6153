"""Figures: pure functions from a DataFrame to a plotly Figure, one file per page."""
