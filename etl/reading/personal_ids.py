"""Ids that are personal (phones, e-mail addresses): written in one way, not masked or shared, hashed."""

import hmac
from collections.abc import Callable
from hashlib import sha256

import polars as pl

from etl.mapping.values import Value
from etl.reading.source import THEIRS
from etl.reading.values import source_text
from graph.words.expressions import write_reason

_LENGTH = 32  # hexadecimal digits of a hash: enough that no two of ten thousand million people share one
_SIGNS = r"[\s\-()（）.]"
_CHINA = "^(?:[+]|00)?86(1[0-9]{10})$"
_PHONE = "^[+]?[0-9]{5,15}$"
_EMAIL = r"^[^\s@]+@[^\s@]+\.[^\s@]+$"
_MASK = r"[*＊×]{2,}|[xX]{3,}"


def personal_cell(text: pl.Expr, value: Value, salt: Callable[[], str]) -> pl.Expr:
    """Return the cell of an id: in one way of writing where it is personal, hashed where the mapping says so.

    A cell that is hashed never shows what it was, also where it is masked or no phone at all.
    """
    if value.personal is None:
        return text
    plain = _normal(text, value)
    if not value.hash:
        return plain
    key, kind = salt().encode(), value.personal
    return plain.map_batches(lambda cells: _hashed(cells, key, kind), return_dtype=pl.String)


def personal_faults(ours: str, value: Value) -> list[pl.Expr]:
    """Return the reasons, null where there is none, why a personal id must not be taken for a person."""
    if not value.read:
        return []
    text = _normal(source_text(value), value)
    called = f"{ours} {value.theirs}"
    masked = pl.when(text.str.contains(_MASK)).then(write_reason("cell_masked", column=called))
    faults: list[pl.Expr] = [masked]
    if value.personal == "phone":
        faults.append(pl.when(~text.str.contains(_PHONE)).then(write_reason("cell_no_phone", column=called)))
    elif value.personal == "email":
        faults.append(pl.when(~text.str.contains(_EMAIL)).then(write_reason("cell_no_email", column=called)))
    if value.shared:
        others = pl.col(THEIRS + value.shared).drop_nulls().n_unique().over(text)
        words = write_reason("cell_shared", column=called, other=value.shared)
        faults.append(pl.when(text.is_not_null() & (others > 1)).then(words))
    return faults


def _normal(text: pl.Expr, value: Value) -> pl.Expr:
    """Return a personal id in one way of writing: without +86 and signs in phones, e-mail in lower case."""
    if value.personal == "phone":
        return text.str.replace_all(_SIGNS, "").str.replace(_CHINA, "$1")
    return text.str.to_lowercase() if value.personal == "email" else text


def _hashed(cells: pl.Series, key: bytes, kind: str) -> pl.Series:
    distinct = cells.drop_nulls().unique()
    hashes = [
        hmac.new(key, f"{kind}:{text}".encode(), sha256).hexdigest()[:_LENGTH] for text in distinct.to_list()
    ]
    return cells.replace_strict(
        distinct, pl.Series(hashes, dtype=pl.String), default=None, return_dtype=pl.String
    )
