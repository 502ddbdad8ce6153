"""What a connection may cost before anybody reads its request (web.protocol)."""

import sys
from dataclasses import dataclass, replace
from typing import Final

from graph.settings import Settings

_OTHER_FILES: Final = 128  # logs, the database's connections, files that are being sent


@dataclass(frozen=True, slots=True)
class Limits:
    """What a connection may cost; sizes in bytes, times in seconds.

    header_bytes includes the address. body_bytes is what a body takes on the wire, with all framing: a
    backstop behind `web.body_size`, which answers in words. connections is of one process: where there are
    more, the one that has kept silent for longest makes room. taking_seconds is how long a client may take
    nothing of its answer.

    To the addresses of upload_paths a body may have upload_bytes, and no deadline: instead upload_least bytes
    must come in each body_seconds. So it is only until it is answered.
    """

    header_bytes: int = 32_768
    headers: int = 100
    body_bytes: int = 8_000_000
    header_seconds: float = 10.0
    body_seconds: float = 30.0
    taking_seconds: float = 60.0
    connections: int = 1000
    upload_paths: frozenset[str] = frozenset()
    upload_bytes: int = 0
    upload_least: int = 262_144


UPLOADS: Final = frozenset({"/api/v1/deliveries", "/dashboard/uploads"})
"""Where deliveries are handed in."""
_FRAMING: Final = 1.1  # how much more a body may be on the wire than its files


def limits_of(settings: Settings) -> Limits:
    """Return the limits of an installation."""
    size = int(settings.upline_delivery_mb * 1024**2 * _FRAMING)
    return replace(limits_for(settings.upline_connections), upload_paths=UPLOADS, upload_bytes=size)


def limits_for(connections: int) -> Limits:
    """Return the limits with so many connections, or fewer where this process may open fewer files."""
    if sys.platform == "win32":
        return Limits(connections=connections)
    import resource  # noqa: PLC0415 - Windows has none

    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    room = connections if files == resource.RLIM_INFINITY else files - _OTHER_FILES
    return Limits(connections=max(1, min(connections, room)))
