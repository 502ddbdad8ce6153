"""Suggests a mapping of files nobody described: by what columns are called and what their cells look like."""

from etl.suggesting.suggest import Suggestion, suggest

__all__ = ["Suggestion", "suggest"]
