"""Texts of others, made safe to print: no terminal is steered, no log gets a line that nobody wrote."""

import json
import re
import unicodedata

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
    return _UNSAFE_IN_JSON.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
