"""Where a request comes from: browsers say so; a page of another site must not act for who is signed in."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers

_OURS = frozenset({"same-origin", "none"})


def comes_from_here(headers: Headers, scheme: str, *, must_say: bool) -> bool:
    """Return whether a request comes from a page of this host, by `Origin` and `Sec-Fetch-Site`.

    `scheme`: by which it came, as a trusted proxy says it. To https no page of http may speak, as anybody on
    the way can write it; one of https may always, as a proxy need not say that it came by it. Where neither
    header is there (no browser sent it), the answer is `not must_say`. A proxy must keep the `Host` header.
    """
    origin, site = headers.get("origin"), headers.get("sec-fetch-site")
    if origin is None and site is None:
        return not must_say
    here = {f"{one}://{headers.get('host', '')}" for one in ("https", scheme)}
    return (site is None or site in _OURS) and (origin is None or _normal(origin) in here)


def _normal(origin: str) -> str:
    """Return scheme, host and port of an origin such as https://host:8000; "" of what is none."""
    try:
        parts = urlsplit(origin)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}"
