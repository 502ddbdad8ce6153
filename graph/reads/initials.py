"""Initials of names as people type them: 陈辉浩 is chh."""

import os
from collections.abc import Iterable
from functools import cache
from itertools import islice, product

_MOST = 6
"""How many ways to read a name are kept: 曾 is Zeng, and is ceng."""
_HAN = ("\u3400", "\u9fff")


def initials(name: str) -> str:
    """Return the initials of a name with Chinese characters, each way to read it, divided by spaces; else "".

    What is no Chinese character stands for itself: 李小明 Lee is lxmlee.
    """
    if name.isascii() or not any(_is_han(one) for one in name):
        return ""
    letters = [_letters(one) if _is_han(one) else one for one in name if not one.isspace()]
    return " ".join("".join(way) for way in islice(product(*letters), _MOST))


def _is_han(character: str) -> bool:
    return _HAN[0] <= character <= _HAN[1]


@cache
def _letters(character: str) -> str:
    """Return the first letter of each way to read a character; itself where none is known."""
    return "".join(dict.fromkeys(one[0] for one in _readings(character))) or character


def _readings(character: str) -> Iterable[str]:
    # Its dictionary of phrases, which single characters do not need, takes a second and 50 MB.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin import Style, pinyin  # noqa: PLC0415 - only where somebody searches

    return (one for one in pinyin(character, style=Style.FIRST_LETTER, heteronym=True)[0] if one)
