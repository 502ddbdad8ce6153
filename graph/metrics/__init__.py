"""The rates of the company or of a team as of a run, such as conversion and repurchase (docs/metrics.md)."""

from graph.metrics.asking import figures, metric, unfinished
from graph.metrics.model import Cell, Column, Figures
from graph.metrics.names import METRICS, columns

__all__ = ["METRICS", "Cell", "Column", "Figures", "columns", "figures", "metric", "unfinished"]
