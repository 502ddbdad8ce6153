"""Folders that are meant to stop whoever loads them, each with the answer to expect."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import polars as pl

MEMORY_MB = 64
"""What a load may take (UPLINE_LOAD_MEMORY_MB) where these folders are tried: so that they can be small."""
SECRET = "root:*:20228:0:99999:7:::"
"""The first line of a file that nobody may see through an error."""
_HEADER = "member_id,sponsor_id,joined_at"
_ROW = "m1,,2026-01-01T00:00:00Z"


@dataclass(frozen=True)
class HostileFolder:
    """`build` makes the folder; `words` are part of what is said, and the exit code is 2."""

    name: str
    build: Callable[[Path], object]
    words: str


def _csv(rows: str, header: str = _HEADER) -> Callable[[Path], object]:
    return lambda folder: (folder / "members.csv").write_text(f"{header}\n{rows}\n", encoding="utf-8")


def _parquet(columns: Callable[[], pl.DataFrame]) -> Callable[[Path], object]:
    return lambda folder: columns().write_parquet(folder / "members.parquet")


def _bytes(name: str, content: Callable[[], bytes]) -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_bytes(content())


def _link(target: str) -> Callable[[Path], object]:
    return lambda folder: (folder / "members.csv").symlink_to(target)


def _link_out(folder: Path) -> None:
    outside = folder.parent / f"{folder.name}-outside.csv"
    outside.write_text(SECRET + "\n", encoding="utf-8")
    (folder / "members.csv").symlink_to(outside)


def _equal_rows() -> pl.DataFrame:
    rows = pl.DataFrame({"member_id": ["m"], "sponsor_id": [""], "joined_at": ["2026-01-01T00:00:00Z"]})
    return rows.select(pl.all().repeat_by(300_000).explode())


def _one_cell(characters: int) -> pl.DataFrame:
    return pl.DataFrame({"member_id": ["x" * characters], "sponsor_id": [""], "joined_at": [""]})


def _broken_pages(folder: Path) -> None:
    path = folder / "members.parquet"
    _equal_rows().head(1000).write_parquet(path)
    content = path.read_bytes()
    path.write_bytes(content[:4] + b"\xff" * 200 + content[204:])


def _footer(footer: bytes) -> bytes:
    return b"PAR1" + footer + len(footer).to_bytes(4, "little") + b"PAR1"


FOLDERS = (
    HostileFolder(
        "a pipe", lambda folder: os.mkfifo(folder / "members.csv"), "members.csv is no regular file"
    ),
    HostileFolder("a device", _link("/dev/zero"), "members.csv is no regular file"),
    HostileFolder(
        "a link out of the folder", _link_out, "members.csv is a link that leads out of the folder"
    ),
    HostileFolder("a link to itself", _link("members.csv"), "members.csv cannot be read"),
    HostileFolder("a link to nothing", _link("nothing.csv"), "members.csv cannot be read"),
    HostileFolder("a secret", _csv("daemon:*:1:", SECRET), "members.csv has no header"),
    HostileFolder("a cell of 3 MB", _csv("x" * 3_000_000), "a row of more than 1 MB in line 2"),
    HostileFolder(
        "a cell of many lines", _csv(_ROW + '\n"' + "a,b\n" * 800_000 + '"'), "more than 1 MB in line 3"
    ),
    HostileFolder(
        "an open quote", _csv(f'{_ROW}\n"m2,,\n' + f"{_ROW}\n" * 100_000), "more than 1 MB in line 3"
    ),
    HostileFolder("quotes and lines", _csv('"' + '"\n""\n"' * 400_000), "has a quote that is left open"),
    HostileFolder("a header of 3 MB", _csv("", "," * 3_000_000), "a row of more than 1 MB in line 1"),
    HostileFolder(
        "many columns",
        _csv(_ROW, ",".join(f"c{n}" for n in range(100_000))),
        "100,000 columns: expected at most",
    ),
    HostileFolder("a header of quotes", _csv(_ROW, '"' * 999), "members.csv has no header"),
    HostileFolder("many equal rows", _parquet(_equal_rows), "members.parquet has 300,000 rows and may need"),
    HostileFolder(
        "a cell of 70 MB", _parquet(lambda: _one_cell(70_000_000)), "members.parquet has 1 rows and may"
    ),
    HostileFolder(
        "many columns as Parquet",
        _parquet(lambda: pl.DataFrame({f"c{n}": [1] for n in range(2_500)})),
        "members.parquet has 2,500 columns",
    ),
    HostileFolder(
        "a footer of lists of lists",
        _bytes("members.parquet", lambda: _footer(b"\x49" + b"\x19" * 50_000)),
        "footer",
    ),
    HostileFolder(
        "a list of more than there is",
        _bytes("members.parquet", lambda: _footer(b"\x49\xfc\xff\xff\xff\xff\x0f\x00")),
        "members.parquet cannot be read as Parquet: it has no sound footer",
    ),
    HostileFolder(
        "a footer longer than its file",
        _bytes("members.parquet", lambda: b"PAR1" + b"\x00" * 9 + b"\xff\xff\xff\x7fPAR1"),
        "members.parquet cannot be read as Parquet: it has no sound footer",
    ),
    HostileFolder("no Parquet", _bytes("members.parquet", SECRET.encode), "no sound footer"),
    HostileFolder("broken pages", _broken_pages, "members.parquet cannot be read as Parquet"),
)
