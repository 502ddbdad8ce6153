"""What cells look like: times of some layouts, amounts with their signs, phones, what is to be stripped."""

import re
from collections.abc import Sequence

import polars as pl

from etl.mapping.values import SERIAL, UNIX, UNIX_MS
from etl.reading.values import local_time
from etl.validation.cells import moment

_LAYOUTS = (
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%Y/%m/%d %H:%M:%S",
    "%Y/%m/%d %H:%M",
    "%Y-%m-%d %H:%M:%S %z",
    "%Y-%m-%dT%H:%M:%S",
    "%Y-%m-%d",
    "%Y/%m/%d",
    "%Y年%m月%d日 %H:%M:%S",
    "%Y年%m月%d日 %H:%M",
    "%Y年%m月%d日",
    "%d.%m.%Y %H:%M:%S",
    "%d.%m.%Y %H:%M",
    "%d.%m.%Y",
    "%b %d, %Y %I:%M:%S %p",
    "%m/%d/%Y %H:%M",
    "%d/%m/%Y %H:%M",
    "%m/%d/%Y",
    "%d/%m/%Y",
    "%Y%m%d%H%M%S",
)
_TWO_WAYS = {"%m/%d/%Y %H:%M": "%d/%m/%Y %H:%M", "%m/%d/%Y": "%d/%m/%Y"}
_COUNTED = {UNIX: r"[1-3][0-9]{9}", UNIX_MS: r"[1-3][0-9]{12}", SERIAL: r"[2-6][0-9]{4}(\.[0-9]+)?"}
_FORMULA = re.compile('="(.*)"')
_SIGNS = re.compile(r"[¥￥$€£₩₹元]|^(CNY|RMB|USD|EUR)|(CNY|RMB|USD|EUR)$")
_GROUPED = re.compile(r"-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
_COMMA = re.compile(r"-?[0-9]+,[0-9]{1,2}")
_NUMBER = re.compile(r"-?[0-9][0-9,]*(\.[0-9]+)?")
_PHONE = re.compile(r"(\+?86)?[ -]?1[3-9][0-9]{9}")
_MASKED = re.compile(r".*\*{2,}.*")
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_NOTHING = ("——", "—", "-", "--", "NULL", "null", "N/A", "无")
_MOST = 0.6  # the part of the cells that must look so


def stripped(cells: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return what is to be stripped of cells, and which mean that a cell is empty."""
    strip = []
    if any(cell != cell.strip(" \t\u00a0\u3000") for cell in cells):
        strip.append("blanks")
    if any(_FORMULA.fullmatch(cell.strip()) for cell in cells):
        strip.append("formula")
    if any(cell.startswith("'") for cell in cells):
        strip.append("apostrophe")
    return strip, [sign for sign in _NOTHING if sign in {cell.strip() for cell in cells}]


def plain(cell: str) -> str:
    """Return a cell as it is when all is stripped of it; "" where it means that there is nothing."""
    text = cell.strip(" \t\r\n\u00a0\u3000\ufeff")
    if formula := _FORMULA.fullmatch(text):
        text = formula[1]
    text = text.removeprefix("'")
    return "" if text in _NOTHING else text


def layouts(cells: Sequence[str]) -> tuple[list[str], bool]:
    """Return the layouts that read times, [] where they are none; and whether another would read them, too.

    Times as the contract has them need no layout: [""].
    """
    left = pl.Series("text", [text for cell in cells if (text := plain(cell))], dtype=pl.String)
    if left.is_empty():
        return [], False
    if left.to_frame().select(moment(pl.col("text")).is_not_null().all()).item():
        return [""], False
    counted = [name for name, form in _COUNTED.items() if left.str.contains(f"^({form})$").all()]
    if counted:
        return counted, False
    chosen: list[str] = []
    doubtful = False
    for layout in _LAYOUTS:
        read = left.to_frame().select(local_time(pl.col("text"), layout).is_not_null()).to_series()
        if read.any():
            chosen.append(layout)
            other = _TWO_WAYS.get(layout)
            if other and left.to_frame().select(local_time(pl.col("text"), other).is_not_null().all()).item():
                doubtful = True
            left = left.filter(~read)
        if left.is_empty():
            return chosen, doubtful
    return (chosen, doubtful) if len(left) <= len(cells) * (1 - _MOST) else ([], False)


def amount_signs(cells: Sequence[str]) -> dict[str, str] | None:
    """Return by which signs amounts are read (thousands, decimal, currency), None where they are none."""
    texts = [text for cell in cells if (text := plain(cell))]
    bare = [_SIGNS.sub("", text).strip() for text in texts]
    commas = [text for text in bare if _COMMA.fullmatch(text) and not _GROUPED.fullmatch(text)]
    if not bare or sum(1 for text in bare if _NUMBER.fullmatch(text)) < len(bare) * _MOST:
        return None
    signs = {"currency": "true"} if bare != texts else {}
    if commas:
        return signs | {"decimal": ","}
    return signs | ({"thousands": ","} if any(_GROUPED.fullmatch(text) for text in bare) else {})


def personal(cells: Sequence[str]) -> str:
    """Return what ids are if they are personal: "phone", "email", else ""."""
    texts = [text for cell in cells if (text := plain(cell))]
    for kind, form in (("phone", _PHONE), ("email", _EMAIL)):
        like = sum(1 for text in texts if form.fullmatch(text) or _MASKED.fullmatch(text))
        if texts and like >= len(texts) * _MOST and any(form.fullmatch(text) for text in texts):
            return kind
    return ""
