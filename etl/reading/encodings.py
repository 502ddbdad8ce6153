"""Texts in other encodings than UTF-8: found, told, and written anew in UTF-8."""

import codecs
from pathlib import Path

from charset_normalizer import from_bytes

from graph.errors import UserError

_HEAD = 4_096  # bytes in which zeros show UTF-16 without a mark
_SAMPLE = 65_536
_CHUNK = 1024 * 1024
_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_CHINESE = ("gb18030", "gbk", "gb2312")
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
    # A sample may end within a character, and a guess from whole lines is a better one.
    best = from_bytes(sample[: sample.rfind(b"\n") + 1] or sample, cp_isolation=list(_GUESSED)).best()
    if best is not None and best.encoding in _CHINESE and _decodes(path, "gb18030"):
        return "gb18030"
    raise UserError(
        "{path} is not UTF-8, UTF-16 or GB18030: say its encoding in the mapping, such as encoding: big5",
        path=path.name,
    )


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
