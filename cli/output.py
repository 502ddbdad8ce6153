"""What the command prints: text made safe for a terminal, errors in words, one summary for machines."""

import sys
from collections.abc import Mapping
from typing import TextIO

from rich.console import Console
from rich.text import Text

from graph.i18n import _
from graph.i18n.message import Message
from graph.money import to_grouped
from graph.printing import printable, to_json


def console() -> Console:
    """Return a console on standard output as wide as the terminal (or COLUMNS)."""
    return Console(highlight=False, markup=False, emoji=False)


def say(template: str, /, **values: object) -> None:
    """Print a line for people on standard output, wrapped at words.

    It is put into the language of the command; its values fill its {fields}, a message among them in words.
    """
    console().print(Text(printable(Message(template, values).text())))


def say_error(text: str) -> None:
    """Print "error: ..." on standard error; lines stay lines, nothing in them is markup."""
    lines = "\n".join(printable(line) for line in text.splitlines()) or _("something went wrong")
    _say_beside(Text.assemble((_("error: "), "bold red"), lines))


def say_aside(text: str) -> None:
    """Print a line for people on standard error: what is going on, beside what a command answers."""
    _say_beside(Text(printable(text)))


def _say_beside(text: Text) -> None:
    Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True).print(text)


def say_summary(summary: Mapping[str, object]) -> None:
    """Print the one machine-readable line that `--json` asks for."""
    sys.stdout.write(to_json(dict(summary)) + "\n")


def prepare(stream: TextIO) -> None:
    """Make a standard stream take every text: UTF-8 into files and pipes, escapes where it cannot."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is None:
        return
    if stream.isatty():
        reconfigure(errors="backslashreplace")
    else:
        reconfigure(encoding="utf-8", errors="backslashreplace")


money = to_grouped
"""Returns minor units for people: 1,234.00."""
