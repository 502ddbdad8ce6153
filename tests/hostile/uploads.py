"""Deliveries that are handed in to break something, each with the status and the words to expect."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from tests.hostile.yaml_texts import YAML_TEXTS

MOST_MB = 1
"""What one delivery may be where these are tried (UPLINE_DELIVERY_MB): so that they can be small."""
BOUNDARY = "b0undary"
_FORM = f"multipart/form-data; boundary={BOUNDARY}"
_JSON = "application/json"
_END = f"--{BOUNDARY}--\r\n"
_DEEP = 100_000


@dataclass(frozen=True)
class HostileUpload:
    """`body` is sent as `kind`; the answer has the status, and the words are part of what it says."""

    name: str
    body: bytes
    status: int
    words: str = ""
    kind: str = _FORM
    kept: tuple[str, ...] = field(default=())


def part(disposition: str, content: str = "member_id\n") -> str:
    return f"--{BOUNDARY}\r\nContent-Disposition: {disposition}\r\n\r\n{content}\r\n"


def file(name: str, content: str = "member_id\n") -> str:
    return part(f'form-data; name="file"; filename="{name}"', content)


def form(*parts: str) -> bytes:
    return ("".join(parts) + _END).encode("utf-8", "surrogatepass")


def _named(names: Iterable[str]) -> Iterable[HostileUpload]:
    for name in names:
        yield HostileUpload(f"a file called {name[:30]!r}", form(file(name)), 422, "cannot be called")


def _json(name: str, text: str, status: int = 422, words: str = "expected JSON such as") -> HostileUpload:
    return HostileUpload(name, text.encode("utf-8", "surrogatepass"), status, words, _JSON)


def _rows(cell: str) -> str:
    return '{"tables": {"orders": [{"order_id": "o1", "amount": %s}]}}' % cell  # noqa: UP031 - braces


UPLOADS: list[HostileUpload] = [
    HostileUpload("a name with a path", form(file("../../../etc/members.csv")), 202, kept=("members.csv",)),
    HostileUpload("a name of Windows", form(file("C:\\\\x\\\\orders.csv")), 202, kept=("orders.csv",)),
    *_named(["", ".", "..", "a/..", "../", ".ssh", "a\x00b.csv", "a\x1b[2J.csv", "\u202egvc.csv", "x" * 300]),
    HostileUpload(
        "a name that is no UTF-8", form(file("A")).replace(b'"A"', b'"\xff.csv"'), 422, "cannot be called"
    ),
    HostileUpload(
        "ten thousand files", form(*(file(f"{n}.csv", "") for n in range(10_000))), 422, "at most 100"
    ),
    HostileUpload("one name twice", form(file("a.csv"), file("x/a.csv")), 422, "two files are called"),
    HostileUpload("two mappings", form(file("a.yaml"), file("b.yml")), 422, "one mapping of its own"),
    HostileUpload("no file at all", form(), 422, "no file was handed in"),
    HostileUpload("a mapping alone", form(file("a.yaml")), 422, "no file was handed in"),
    HostileUpload("a field", form(part('form-data; name="tables"')), 422, "no file: 'tables'"),
    HostileUpload("a part without a name", form(part("form-data")), 422, "no file: ''"),
    HostileUpload(
        "many headers", form(f"--{BOUNDARY}\r\n" + "a: b\r\n" * 5000 + "\r\nx\r\n"), 422, "no form"
    ),
    HostileUpload("a long header", form(file("x" * 100_000)), 422, "no form"),
    HostileUpload("cut within a file", form(file("a.csv", "x" * 1000))[:500], 422, "breaks off"),
    HostileUpload("cut before the end", form(file("a.csv"))[: -len(_END)], 422, "breaks off"),
    HostileUpload("nothing", b"", 422, "breaks off"),
    HostileUpload("no form", b"\x00" * 1000, 422, "no form"),
    HostileUpload("another boundary", form(file("a.csv")), 422, "no form", "multipart/form-data; boundary=x"),
    HostileUpload("no boundary", form(file("a.csv")), 422, "no boundary", "multipart/form-data"),
    HostileUpload("a long boundary", b"x", 422, "no form", f"multipart/form-data; boundary={'x' * 20_000}"),
    HostileUpload("text", b"member_id", 415, "send files as", "text/csv"),
    HostileUpload("no kind", b"member_id", 415, "send files as", ""),
    HostileUpload("a form in an address", b"a=b", 415, "send files as", "application/x-www-form-urlencoded"),
    HostileUpload("more than a delivery may be", form(file("a.csv", "x" * 1_500_000)), 422, "at most 1 MB"),
    HostileUpload("more than a body may be", form(file("a.csv", "x" * 3_000_000)), 413, "bytes"),
    *(
        HostileUpload(
            f"a mapping: {text.name}",
            form(file("a.yaml", "TEXT"), file("a.csv")).replace(b"TEXT", text.content),
            422,
            text.words,
        )
        for text in YAML_TEXTS
    ),
    _json("half a JSON", '{"tables": {"orders": ['),
    _json("no tables", '{"orders": []}'),
    _json("a table that is none", '{"tables": {"accounts": [{"name": "x"}]}}', words="there is no table"),
    _json("half a character", '{"tables": {"\\ud800": []}}', words="there is no table"),
    _json("rows that are none", '{"tables": {"orders": [1]}}', words="no object"),
    _json("a table that is no list", '{"tables": {"orders": {"a": 1}}}'),
    _json("a field twice", _rows('"1", "amount": "2"'), words="names a field twice"),
    _json("a table twice", '{"tables": {"orders": [], "orders": []}}', words="names a field twice"),
    _json("no rows", '{"tables": {"orders": []}}', words="no file was handed in"),
    _json("deep lists", "[" * _DEEP),
    _json("deep maps", '{"tables":' * _DEEP),
    _json("a deep cell", _rows("[" * _DEEP + "]" * _DEEP)),
    _json("a large number", _rows("9e999990"), 202, ""),
    _json("many digits", _rows("1" * 300_000), 202, ""),
    _json("no number", _rows("NaN"), 202, ""),
    _json("half a character in a cell", _rows('"\\ud800"'), 202, ""),
    HostileUpload("UTF-16", '{"tables": {}}'.encode("utf-16"), 422, "no file was handed in", _JSON),
    HostileUpload("no text", b"\xff" * 1000, 422, "expected JSON", _JSON),
]
