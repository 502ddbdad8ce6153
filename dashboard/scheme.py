"""Light or dark: the colour scheme of this request, from a cookie that the page writes itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Literal

Scheme = Literal["light", "dark"]
_scheme: ContextVar[Scheme] = ContextVar("scheme", default="light")


def scheme() -> Scheme:
    """Return the colour scheme of this request."""
    return _scheme.get()


@contextmanager
def in_scheme(cookie: str) -> Iterator[None]:
    """Let `scheme()` answer with what the cookie says until the block ends; light for anything unknown."""
    token = _scheme.set("dark" if cookie == "dark" else "light")
    try:
        yield
    finally:
        _scheme.reset(token)
