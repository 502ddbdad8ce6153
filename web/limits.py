"""What a connection may cost before anybody reads its request (web.protocol)."""

import sys
from dataclasses import dataclass
from typing import Final

_OTHER_FILES: Final = 128  # logs, the database's connections, files that are being sent


@dataclass(frozen=True, slots=True)
class Limits:
    """What a connection may cost; sizes in bytes, times in seconds.

    header_bytes includes the address. body_bytes is what a body takes on the wire, with all framing: a
    backstop behind `web.body_size`, which answers in words. connections is of one process: where there are
    more, the one that has kept silent for longest makes room. taking_seconds is how long a client may take
    nothing of its answer.
    """

    header_bytes: int = 32_768
    headers: int = 100
    body_bytes: int = 8_000_000
    header_seconds: float = 10.0
    body_seconds: float = 30.0
    taking_seconds: float = 60.0
    connections: int = 1000


def limits_for(connections: int) -> Limits:
    """Return the limits with so many connections, or fewer where this process may open fewer files."""
    if sys.platform == "win32":
        return Limits(connections=connections)
    import resource  # noqa: PLC0415 - Windows has none

    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    room = connections if files == resource.RLIM_INFINITY else files - _OTHER_FILES
    return Limits(connections=max(1, min(connections, room)))
