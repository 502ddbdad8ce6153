"""JSON that browsers send, read within bounds: what no page of the dashboard sends costs nothing."""

import json
import math
import re

LONGEST = 4000
"""How many characters a text of a callback or a download has at most; also a whole address."""
_DEEPEST = 12
_MOST = 5000
_INT64 = range(-(2**63), 2**63)
_HALF = re.compile("[\ud800-\udfff]")


def read_json(text: str | bytes) -> object:
    """Return what a JSON text holds: at most 12 levels of 5,000 values, short texts, numbers of 64 bits.

    Raises:
        ValueError: when it is no JSON or holds more; also for half a character (a lone surrogate, which no
            database takes), and for numbers that are infinite or none.
    """
    try:
        read: object = json.loads(text)
    except RecursionError as error:
        raise ValueError("the JSON is nested too deeply") from error
    level = [read]
    for _depth in range(_DEEPEST):
        if not level:
            return read
        if len(level) > _MOST or not all(map(_fits, level)):
            break
        level = [part for one in level for part in _parts(one)]
    raise ValueError("the JSON holds more than the dashboard sends")


def _parts(value: object) -> list[object]:
    if isinstance(value, dict):
        return [*value.keys(), *value.values()]
    return value if isinstance(value, list) else []


def _fits(value: object) -> bool:
    if isinstance(value, str):
        return len(value) <= LONGEST and not _HALF.search(value)
    if isinstance(value, float):
        return math.isfinite(value)
    return value in _INT64 if isinstance(value, int) else True
