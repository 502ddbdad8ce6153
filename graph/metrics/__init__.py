"""The rates of the company or of a team as of a run, such as conversion and repurchase (docs/metrics.md)."""

from graph.metrics.model import Cell, Column, Figures
from graph.metrics.names import METRICS, columns
from graph.metrics.query import figures, metric, unfinished

__all__ = ["METRICS", "Cell", "Column", "Figures", "columns", "figures", "metric", "unfinished"]
