"""The weekly summary as a letter: the same parts as HTML and as plain text."""

from dashboard.weekly.letter import Letter, weekly_letter

__all__ = ["Letter", "weekly_letter"]
