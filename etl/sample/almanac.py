"""The fixed times of the sample company: nothing in it depends on today.

Inside the sample a time is an integer: seconds of the local clock (Asia/Shanghai) since
1970-01-01T00:00 local. Shanghai has one offset all year, so it is written as +08:00.
"""

from datetime import UTC, date, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

OFFSET = "+08:00"
DAY = 86_400
HOUR = 3_600
NEVER = int(np.iinfo(np.int64).max)

SHIFT = timedelta(weeks=759)
"""What is added to the real times: 2010-12-01..2011-12-09 become 2025-06-18..2026-06-26, weekdays kept."""


def local(text: str) -> int:
    """Return the seconds of a local time such as "2026-06-30T23:59:59"."""
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


def written(seconds: int) -> str:
    """Return seconds of the local clock as the text that the tables carry."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S") + OFFSET


FOUNDED = local("2025-03-03T09:00:00")
"""When the first members joined; before START there are members but no orders."""
START = local("2025-06-18T00:00:00")
END = local("2026-07-01T00:00:00")
"""The first instant after the first delivery's last day."""


def sample_as_of() -> str:
    """Return the moment for which the demo's nightly run is calculated, with its offset."""
    return written(END + 2 * HOUR)


def later_as_of() -> str:
    """Return the moment of the correcting run, a night after the first; see `write_second_delivery`."""
    return written(END + DAY + 2 * HOUR)


def days() -> list[date]:
    """Return every calendar day of the sample's orders, START to the day before END."""
    first = datetime.fromtimestamp(START, UTC).date()
    return [first + timedelta(days=n) for n in range((END - START) // DAY)]


def working_hours(times: Ints, rng: np.random.Generator) -> Ints:
    """Return times moved to the following day, between 08:00 and 22:00; NEVER stays."""
    moved = (times // DAY + 1) * DAY + rng.integers(8 * HOUR, 22 * HOUR, times.size)
    return np.where(times == NEVER, NEVER, moved)


def happens(rng: np.random.Generator, count: int, chance: float | NDArray[np.float64]) -> NDArray[np.bool_]:
    """Toss `count` coins that show true with the given chance (one, or one for each)."""
    return rng.random(count) < chance


def generator(seed: int, part: str) -> np.random.Generator:
    """Return the random numbers of one part: parts do not disturb each other when one changes."""
    return np.random.Generator(np.random.PCG64([seed, *part.encode()]))
