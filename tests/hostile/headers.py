"""Requests as raw bytes, with what a server must answer: the statuses in order, then the connection closes.

No status at all means that it is closed without a word.
"""

from dataclasses import dataclass

LARGEST = 32_768
MOST = 100
_JSON = b"Host: localhost\r\nContent-Type: application/json\r\n"


@dataclass(frozen=True)
class Sent:
    """Bytes that a client sends, after which it waits."""

    name: str
    raw: bytes
    answers: tuple[int, ...]


def get(headers: bytes = b"", path: bytes = b"/healthz", version: bytes = b"1.1") -> bytes:
    return b"GET " + path + b" HTTP/" + version + b"\r\nHost: localhost\r\n" + headers + b"\r\n"


def post(headers: bytes, body: bytes = b"") -> bytes:
    return b"POST /api/v1/session HTTP/1.1\r\n" + _JSON + headers + b"\r\n" + body


def many(number: int) -> bytes:
    return b"".join(b"x%d: y\r\n" % at for at in range(number))


SOUND = [
    Sent("a plain request", get(b"Connection: close\r\n"), (200,)),
    Sent("HTTP/1.0", get(version=b"1.0"), (200,)),
    Sent("two at once", get() + get(b"Connection: close\r\n"), (200, 200)),
    Sent("as many headers as may be", get(many(MOST - 2) + b"Connection: close\r\n"), (200,)),
    Sent("a long header", get(b"x: " + b"y" * 30_000 + b"\r\nConnection: close\r\n"), (200,)),
    Sent(
        "a body in chunks", post(b"Transfer-Encoding: chunked\r\nConnection: close\r\n", b"0\r\n\r\n"), (422,)
    ),
    Sent("blank lines before it", b"\r\n\r\n" + get(b"Connection: close\r\n"), (200,)),
]
REFUSED = [
    Sent("a header of 40 kB", get(b"x: " + b"y" * 40_000 + b"\r\n"), (431,)),
    Sent("a header of 2 MB", get(b"x: " + b"y" * 2_000_000 + b"\r\n"), (431,)),
    Sent("a header of 2 MB without an end", get()[:-2] + b"x: " + b"y" * 2_000_000, (431,)),
    Sent("a name of 40 kB", get(b"x" * 40_000 + b": y\r\n"), (431,)),
    Sent("one header too many", get(many(MOST)), (431,)),
    Sent("20,000 headers", get(many(20_000)), (431,)),
    Sent("20,000 headers without an end", get()[:-2] + many(20_000), (431,)),
    Sent("an address of 40 kB", get(path=b"/healthz?" + b"x" * 40_000), (431,)),
    Sent("an address without an end", b"GET /" + b"x" * 500_000, (431,)),
    Sent("a tunnel", b"CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n\r\n", (400,)),
    Sent("an address without a path", b"GET http://a HTTP/1.1\r\nHost: localhost\r\n\r\n", (400,)),
    Sent("a port that is none", b"GET http://a:99999999/ HTTP/1.1\r\nHost: localhost\r\n\r\n", (400,)),
    Sent("such an address after a request", get() + b"CONNECT a:1 HTTP/1.1\r\n\r\n", (200,)),
    Sent("trailers without an end", post(b"Transfer-Encoding: chunked\r\n", b"0\r\n" + many(2_000_000)), ()),
    Sent(
        "length and chunks",
        post(b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", b"0\r\n\r\n"),
        (400,),
    ),
    Sent("two hosts", get(b"Host: evil\r\n"), (400,)),
    Sent("two lengths", post(b"Content-Length: 2\r\nContent-Length: 3\r\n", b"{}x"), (400,)),
    Sent("a blank before the colon", post(b"Transfer-Encoding : chunked\r\n", b"0\r\n\r\n"), (400,)),
    Sent("an odd length", post(b"Content-Length: 0x2\r\n", b"{}"), (400,)),
    Sent("a negative length", post(b"Content-Length: -1\r\n"), (400,)),
    Sent("a huge length", post(b"Content-Length: 99999999999999999999999\r\n"), (400,)),
    Sent(
        "a length that is too large", post(b"Content-Length: 2000000\r\nConnection: close\r\n", b"{"), (413,)
    ),
    Sent("a huge chunk", post(b"Transfer-Encoding: chunked\r\n", b"f" * 17 + b"\r\n"), (400,)),
    Sent("bare line feeds", get().replace(b"\r\n", b"\n"), (400,)),
    Sent("a folded header", get(b"x: y\r\n z\r\n"), (400,)),
    Sent("NUL in a header", get(b"x: a\x00b\r\n"), (400,)),
    Sent("NUL in the address", get(path=b"/a\x00b"), (400,)),
    Sent("no colon", get(b"nothing\r\n"), (400,)),
    Sent("TLS", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(200), (400,)),
    Sent("HTTP/2", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", (400,)),
    Sent("HTTP/9.9", get(version=b"9.9"), (400,)),
    Sent("no address", b"GET HTTP/1.1\r\n\r\n", (400,)),
    Sent("something else behind a request", get() + b"\x00\x00\x00\r\n\r\n", (200,)),
]
OVERDUE = [
    Sent("nothing", b"", ()),
    Sent("blank lines", b"\r\n\r\n", ()),
    Sent("half a line", b"GET /hea", (408,)),
    Sent("half the headers", get(b"x: y\r\n")[:-2], (408,)),
    Sent("half a body", post(b"Content-Length: 50\r\n", b"{"), (408,)),
    Sent("half a chunk", post(b"Transfer-Encoding: chunked\r\n", b"5\r\n{"), (408,)),
    Sent("half a request behind a whole one", get() + b"GET /hea", (200, 408)),
]
