"""Where a request comes from: browsers say so; a page of another site must not act for who is signed in."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers

_OURS = frozenset({"same-origin", "none"})


def comes_from_here(headers: Headers, *, must_say: bool) -> bool:
    """Return whether a request comes from a page of this host, by `Origin` and `Sec-Fetch-Site`.

    Where neither is there (no browser sent it), the answer is `not must_say`. A proxy in front must keep
    the `Host` header.
    """
    origin, site = headers.get("origin"), headers.get("sec-fetch-site")
    if origin is None and site is None:
        return not must_say
    return (site is None or site in _OURS) and (origin is None or _host(origin) == headers.get("host", ""))


def _host(origin: str) -> str:
    """Return host and port of an origin such as https://host:8000; "" of "null" never is a host."""
    try:
        return urlsplit(origin).netloc or "null"
    except ValueError:
        return "null"
