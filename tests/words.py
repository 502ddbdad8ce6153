"""Reasons of waiting rows as tests compare them: in English."""

import re
from collections.abc import Iterable

from graph.words import without_names
from graph.words.reasons import of_text

ENGLISH = re.compile(r"expected|there is no|must not|differs from|waits in|\b(is|are|or|the)\b")
"""Words of sentences; ids, names of columns and formats stay as they are."""


def said(reasons: Iterable[str]) -> list[str]:
    """Return the sentences of reasons that are kept as texts."""
    return [without_names().sentence(of_text(text)) for text in reasons]
