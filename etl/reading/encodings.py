"""Texts in other encodings than UTF-8: found, told, and written anew in UTF-8."""

import codecs
import re
from pathlib import Path

from charset_normalizer import from_bytes

from graph.errors import UserError

_HEAD = 4_096  # bytes in which zeros show UTF-16 without a mark
_SAMPLE = 65_536
_CHUNK = 1024 * 1024
_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_CHINESE = ("gb18030", "gbk", "gb2312")
_SIGNS, _FIRST_PLANE = range(0xA1, 0xAA), range(0xB0, 0xD8)  # first bytes in GB 2312
_CHAOS, _COMMON = 0.1, 0.85
_LETTER = re.compile(rb"[\x81-\xfe][0-9][\x81-\xfe][0-9]|[\x80-\xff][\x40-\xff]?")
_SIGN = re.compile(rb"[\x81-\xfe][0-9][\x81-\xfe][0-9]|[\xa1-\xa9][\xa1-\xfe]")
"""Of GB18030: a character, and one that says nothing of the language, such as × or an emoji."""
_GUESSED = (*_CHINESE, "big5", "shift_jis", "cp949", "cp1252")


def encoding_of(path: Path) -> str:
    """Return the encoding of a text file: utf-8, utf-16, utf-16-le, utf-16-be or gb18030.

    Other encodings are not guessed, since a name in the wrong one is another name.

    Raises:
        UserError: naming the file, when it is none of these: the mapping must say which.
    """
    with path.open("rb") as file:
        sample = file.read(_SAMPLE)
    for mark, name in _MARKS.items():
        if sample.startswith(mark):
            return name
    if wide := _without_mark(sample[:_HEAD]):
        return wide
    if _decodes(path, "utf-8"):
        return "utf-8"
    if _seems_chinese(_letters(path)) and _decodes(path, "gb18030"):
        return "gb18030"
    raise UserError(
        "{path} is not UTF-8, UTF-16 or GB18030: say its encoding in the mapping, such as encoding: big5",
        path=path.name,
    )


def _seems_chinese(text: bytes) -> bool:
    """Return whether a text may be GB18030: by its statistics, and as nearly all characters are common ones.

    Of a few characters the statistics alone would often say Korean or Big5.
    """
    if not text:
        return True  # signs of GB18030 alone, if it can be decoded at all
    likely = {
        match.encoding for match in from_bytes(text, cp_isolation=list(_GUESSED)) if match.chaos < _CHAOS
    }
    if not likely & set(_CHINESE):
        return False
    signs = [sign for sign in text.decode("gb18030", "ignore") if not sign.isascii()]
    return sum(_is_common(sign) for sign in signs) >= len(signs) * _COMMON


def _is_common(sign: str) -> bool:
    """Return whether a character is in the first plane of GB 2312, or one of its signs."""
    try:
        lead = sign.encode("gb2312")[0]
    except UnicodeEncodeError:
        return False
    return lead in _SIGNS or lead in _FIRST_PLANE


def _letters(path: Path) -> bytes:
    """Return the letters of a file that are no ASCII, up to a sample of them: only these say the encoding."""
    letters = bytearray()
    with path.open("rb") as file:
        while len(letters) < _SAMPLE and (line := file.readline(_CHUNK)):
            letters += b"".join(sign for sign in _LETTER.findall(line) if not _SIGN.fullmatch(sign)) + b" "
    return bytes(letters).strip()


def as_utf8(path: Path, encoding: str, copy: Path) -> None:
    """Write a text file in UTF-8, without a byte order mark.

    Raises:
        UserError: naming the file and the line, when it is not in the encoding.
    """
    decoder = codecs.getincrementaldecoder(encoding)()
    lines, first = 0, True
    with path.open("rb") as source, copy.open("w", encoding="utf-8", newline="") as target:
        try:
            while True:
                chunk = source.read(_CHUNK)
                text = decoder.decode(chunk, final=not chunk)
                target.write(text.removeprefix("\ufeff") if first else text)
                lines, first = lines + text.count("\n"), first and not text
                if not chunk:
                    return
        except UnicodeError as error:
            raise UserError(
                "{path} is not {encoding} (line {line} or a little below)",
                path=path.name,
                encoding=encoding,
                line=lines + 1,
            ) from error


def _without_mark(head: bytes) -> str:
    """Return which UTF-16 a text without a mark is, by the zeros of its separators and digits; "" if none."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    if not even and not odd:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        try:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True
