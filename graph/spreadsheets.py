"""Texts in CSV files that people open in a spreadsheet, which would take some of them for formulas."""

import re

BEGINS = "=+\\-@\uff1d\uff0b\uff0d\uff20"  # the last four: full-width = + - @
"""How a formula begins, for a class of a regular expression."""
PARTS = ";\t\r\n"
"""Where a spreadsheet of some country begins another cell inside a text: there `a;=cmd()` is two cells."""
_CELL = rf"(?='*[{BEGINS}])"
_GUARD = re.compile(rf"^(?='*[{BEGINS}\t\r\n])|(?<=[{PARTS}]){_CELL}")
_GUARDED = re.compile(rf"^'(?='*[{BEGINS}\t\r\n])|(?<=[{PARTS}])'{_CELL}")


def guarded(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: an apostrophe before = + - @ TAB CR LF.

    It stands at the beginning and wherever a list separator may begin a cell. Apostrophes that are there
    before such a character get one more, so `unguarded` gives every text back. For texts only: -10.00 is
    a number and stays one.
    """
    return _GUARD.sub("'", text)


def unguarded(text: str) -> str:
    """Return the text that `guarded` was given."""
    return _GUARDED.sub("", text)
