"""Whether it looks like a pyramid: the tests of the law, and who stands behind them (docs/compliance.md)."""

from graph.compliance.flags import FLAGS, Flag, flag_law, flag_name
from graph.compliance.panel import Compliance, Figure, Point, compliance

__all__ = ["FLAGS", "Compliance", "Figure", "Flag", "Point", "compliance", "flag_law", "flag_name"]
