"""Numbers and tables as the page writes them."""

import textwrap
from collections.abc import Sequence
from typing import Any

Cells = tuple[str, dict[str, Any]]


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def paragraph(text: str) -> str:
    """Return a paragraph in lines of at most 110 characters."""
    return textwrap.fill(text, 110, break_long_words=False, break_on_hyphens=False) + "\n"


def cost(spent: dict[str, Any]) -> tuple[str, str]:
    """Return wall and CPU seconds; what has no server of its own was computed in the client."""
    return figure(spent["wall"]), figure(spent["server"] or spent["client"])


def figure(seconds: float) -> str:
    """Return seconds with three figures, at most two decimals."""
    digits = max(0, 3 - len(str(int(seconds))))
    return f"{seconds:.{digits}f}"


def number(count: int) -> str:
    """Return a whole number with spaces between thousands."""
    return f"{count:,}".replace(",", " ")


def ratio(value: float, other: float) -> str:
    """Return how many times `other` goes into `one`."""
    return figure(value / other) if other else ""
