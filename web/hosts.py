"""Which host names the service answers to: a page that points its own name at this machine is not answered.

An address (127.0.0.1, [::1]:8000) is nobody's name, so it is always good.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from ipaddress import ip_address
from typing import Final

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from web.problems import problem

ANY: Final = "*"
_REMEMBERED: Final = 64  # headers; clients send few different ones
_HOST: Final = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[^:\[\]/@]+)(:[0-9]{1,5})?")
_DETAIL: Final = "this service does not answer to that host name: UPLINE_HOSTS must list it"


class Hosts:
    """Answers 400 to a `Host` that is none of `names`; "*.example.com" is every name below, "*" is any."""

    def __init__(self, app: ASGIApp, names: Sequence[str]) -> None:
        self._app = app
        lower = [name.lower() for name in names]
        self._any = ANY in lower
        self._names = frozenset({"localhost", *lower})
        self._below = tuple(name.removeprefix(ANY) for name in lower if name.startswith("*."))
        self._knows = lru_cache(_REMEMBERED)(self._is_ours)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on, or refuse it."""
        if self._any or scope["type"] != "http" or self._knows(Headers(scope=scope).get("host", "")):
            await self._app(scope, receive, send)
        else:
            await problem(scope, 400, "unknown-host", _DETAIL)(scope, receive, send)

    def _is_ours(self, host: str) -> bool:
        found = _HOST.fullmatch(host.lower())
        if found is None:
            return False
        name = found["name"]
        return name in self._names or name.endswith(self._below) or _is_address(name.strip("[]"))


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
