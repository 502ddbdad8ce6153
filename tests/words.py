"""Reasons of waiting rows as tests compare them: in English."""

from collections.abc import Iterable

from graph.words import without_names
from graph.words.reasons import of_text


def said(reasons: Iterable[str]) -> list[str]:
    """Return the sentences of reasons that are kept as texts."""
    return [without_names().sentence(of_text(text)) for text in reasons]
