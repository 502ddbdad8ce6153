"""What the command prints: text made safe for a terminal, errors in words, one summary for machines."""

import json
import re
import sys
import unicodedata
from collections.abc import Mapping
from typing import TextIO

from rich.console import Console
from rich.text import Text

# Not in JSON texts as they are: controls that JSON allows, line separators, and what turns text around.
_UNSAFE_IN_JSON = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_TURNS_TEXT = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def printable(text: str) -> str:
    r"""Return a text that cannot steer a terminal: control characters become \x1b, \u202e and the like."""
    return text if text.isprintable() else "".join(map(_shown, text))


def _shown(character: str) -> str:
    if unicodedata.category(character) not in {"Cc", "Cs", "Zl", "Zp"} and character not in _TURNS_TEXT:
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}"  # noqa: PLR2004


def to_json(value: object) -> str:
    """Return one line of JSON that is safe on a terminal, too; the values read back are the same."""
    text = json.dumps(value, ensure_ascii=False, separators=(", ", ": "))
    return _UNSAFE_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def console() -> Console:
    """Return a console on standard output as wide as the terminal (or COLUMNS)."""
    return Console(highlight=False, markup=False, emoji=False)


def say(text: str) -> None:
    """Print a line for people on standard output, wrapped at words."""
    console().print(Text(printable(text)))


def say_error(text: str) -> None:
    """Print "error: ..." on standard error; lines stay lines, nothing in them is markup."""
    lines = "\n".join(printable(line) for line in text.splitlines()) or "something went wrong"
    told = Text.assemble(("error: ", "bold red"), lines)
    Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True).print(told)


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
