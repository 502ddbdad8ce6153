"""How long a writer waits for the one before it."""

from collections.abc import Callable
from dataclasses import dataclass

from graph.i18n.message import Message


@dataclass(frozen=True)
class Patience:
    """How long a writer waits for the one before it, and who is told what it waits for.

    `report` is called when it begins to wait, and again when somebody else was faster.
    """

    seconds: float = 0
    report: Callable[[Message], None] = lambda _words: None


AT_ONCE = Patience()
"""Waits for nobody."""
