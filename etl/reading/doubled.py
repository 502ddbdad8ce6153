"""Columns that a file names twice: they matter only where they are used."""

from collections import Counter
from collections.abc import Collection, Sequence

from graph.errors import UserError
from graph.i18n.message import Message, message


def refuse_doubled(
    file: str, columns: Sequence[str], used: Collection[str]
) -> tuple[list[str], tuple[Message, ...]]:
    """Return the names that a file has twice, "" among them, and notices on those with a name.

    Raises:
        UserError: naming the file, when one of them is used.
    """
    doubled = [name for name, count in Counter(columns).items() if count > 1]
    if wrong := [name for name in doubled if name and name in used]:
        raise UserError(
            "{file} names a column twice: {wrong}: leave one of them", file=file, wrong=", ".join(wrong)
        )
    return doubled, tuple(
        message(
            "{path} names the column {column} twice, and nothing uses it: left alone", path=file, column=name
        )
        for name in doubled
        if name
    )
