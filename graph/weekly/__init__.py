"""The weekly summary for managers: what is in it, and how it is sent."""

from graph.weekly.summary import Reader, WeeklySummary, readers, weekly_summary

__all__ = ["Reader", "WeeklySummary", "readers", "weekly_summary"]
