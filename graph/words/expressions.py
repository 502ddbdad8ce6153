"""Reasons of many rows at once: their JSON texts as Polars makes them, the same as `reasons.to_text`."""

from collections.abc import Sequence

import polars as pl

from graph.words.reasons import parameters, reason, to_text

Filled = str | Sequence[str] | pl.Expr
"""A value of all rows (a text or several), or one that differs by row (a String or a List of it)."""


def write_reason(reason_id: str, **values: Filled) -> pl.Expr:
    """Return the text of a reason as an expression (String).

    Raises:
        KeyError: when there is no such sentence, or a parameter is missing or too much.
    """
    if set(values) != set(parameters(reason_id)):
        raise KeyError(f"the reason {reason_id} takes {sorted(parameters(reason_id))}, not {sorted(values)}")
    if not any(isinstance(value, pl.Expr) for value in values.values()):
        plain = {name: _plain(value) for name, value in values.items()}
        return pl.lit(to_text(reason(reason_id, **plain)))
    fields = [_expression(value).alias(name) for name, value in sorted(values.items())]
    whole = pl.struct(pl.lit(reason_id).alias("id"), pl.struct(fields).alias("values"))
    return whole.struct.json_encode()


def ids_of(reasons: pl.Expr) -> pl.Expr:
    """Return the ids of lists of reasons that are kept as texts (a List of String)."""
    return reasons.list.eval(pl.element().str.json_path_match("$.id"))


def _plain(value: Filled) -> str | tuple[str, ...]:
    return value if isinstance(value, str) else tuple(map(str, value))  # type: ignore[arg-type]


def _expression(value: Filled) -> pl.Expr:
    if isinstance(value, pl.Expr):
        return value
    return pl.lit(value if isinstance(value, str) else list(value))
