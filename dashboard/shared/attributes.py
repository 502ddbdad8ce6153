"""Attributes of HTML that Python cannot spell: aria-label, data-kind."""

from typing import Any


def aria(**values: str) -> dict[str, Any]:
    """Return aria attributes by their names without the `aria-`: `html.Div(**aria(label="..."))`."""
    return {f"aria-{name}": value for name, value in values.items()}


def data(**values: str) -> dict[str, Any]:
    """Return data attributes by their names without the `data-`."""
    return {f"data-{name}": value for name, value in values.items()}
