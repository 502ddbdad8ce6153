"""Texts of tables as Plotly is to show them: it reads <a>, <b> and <br> in whatever it shows.

A member chooses the own name, and `<a href=...>Sign in again</a>` would be a link inside a page that people
trust. So no text of a figure is markup, whatever table it is from; templates are ours alone.
"""

from html import escape
from typing import Any

import numpy as np
import plotly.graph_objects as go

_SHOWN = ("x", "y", "text", "labels", "name", "customdata", "hovertext")
"""What Plotly shows of a trace, or puts into its templates."""


def plain_text(text: str) -> str:
    """Return a text that Plotly shows as it is."""
    return escape(text, quote=False)


def all_plain(drawn: go.Figure) -> go.Figure:
    """Return a figure in which every text of its traces, axes and annotations is shown as it is."""
    for trace in drawn.data:
        _make_plain(trace, _SHOWN)
    for select in (drawn.select_xaxes, drawn.select_yaxes):
        for axis in select():
            _make_plain(axis, ("ticktext",))
    for note in drawn.layout.annotations:
        _make_plain(note, ("text", "x", "y"))  # a place may be the name of a bar
    return drawn


def _make_plain(part: Any, names: tuple[str, ...]) -> None:  # noqa: ANN401 - a trace or a part of a layout
    for name in names:
        if name in part and part[name] is not None:
            part[name] = _plain(part[name])


def _plain(value: Any) -> Any:  # noqa: ANN401 - what Plotly takes: a text, a list, an array
    if isinstance(value, str):
        return plain_text(value)
    if isinstance(value, np.ndarray) and value.dtype.kind not in "OU":
        return value
    return [_plain(one) for one in value] if isinstance(value, list | tuple | np.ndarray) else value
