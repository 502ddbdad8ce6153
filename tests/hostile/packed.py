"""Packed files and spreadsheets that are meant to stop whoever opens them, each with the answer to expect."""

import gzip
import io
import zipfile
from pathlib import Path

from tests.hostile.files import MEMORY_MB, HostileFolder

_HEADER = b"member_id,sponsor_id,joined_at\n"
_BOMB = MEMORY_MB * 1024 * 1024 + 1
_CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'spreadsheetml.sheet.main+xml"/></Types>'
)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def _zip(folder: Path, name: str, members: dict[str, bytes]) -> None:
    with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in members.items():
            archive.writestr(member, content)


def _bomb(folder: Path) -> None:
    _zip(folder, "export.zip", {"members.csv": _HEADER + b"\n" * _BOMB})


def _gzip_bomb(folder: Path) -> None:
    (folder / "members.csv.gz").write_bytes(gzip.compress(_HEADER + b"\n" * _BOMB, 1))


def _lying(folder: Path) -> None:
    """Write a zip that says its member is small."""
    _zip(folder, "export.zip", {"members.csv": _HEADER + b"m,,\n" * 200_000})
    content = (folder / "export.zip").read_bytes()
    size = (len(_HEADER) + 800_000).to_bytes(4, "little")
    (folder / "export.zip").write_bytes(content.replace(size, (1000).to_bytes(4, "little")))


def _many(folder: Path) -> None:
    _zip(folder, "export.zip", {f"{number}.txt": b"" for number in range(1_001)})


def _twice(folder: Path) -> None:
    _zip(folder, "export.zip", {"a/members.csv": _HEADER, "b/members.csv": _HEADER})


def _locked(folder: Path) -> None:
    """Write a zip whose member is marked as encrypted."""
    _zip(folder, "export.zip", {"members.csv": _HEADER})
    content = bytearray((folder / "export.zip").read_bytes())
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    (folder / "export.zip").write_bytes(bytes(content))


def sheet(rows: str) -> bytes:
    """Return a spreadsheet of one sheet with these rows as XML."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", _CONTENT_TYPES)
        book.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATION}"><sheets>'
            '<sheet name="s" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        book.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" Type="{_RELATION}/worksheet" '
            'Target="worksheets/sheet1.xml"/></Relationships>',
        )
        book.writestr(
            "xl/worksheets/sheet1.xml",
            f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>',
        )
    return file.getvalue()


def _text(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def _far_apart(folder: Path) -> None:
    rows = f'<row r="1">{_text("A1", "member_id")}</row><row r="1048576">{_text("XFD1048576", "x")}</row>'
    (folder / "members.xlsx").write_bytes(sheet(rows))


def _sheet_bomb(folder: Path) -> None:
    (folder / "members.xlsx").write_bytes(sheet(" " * _BOMB))


PACKED = (
    HostileFolder("a zip of too much", _bomb, "export.zip holds more than the 64 MB that a load may take"),
    HostileFolder("a gz of too much", _gzip_bomb, "members.csv.gz holds more than the 64 MB"),
    HostileFolder("a zip that says too little", _lying, "export.zip cannot be unpacked"),
    HostileFolder("a zip of many files", _many, "export.zip holds more than 1,000 files"),
    HostileFolder("a zip with one name twice", _twice, "export.zip has two files of one name: members.csv"),
    HostileFolder("a zip with a password", _locked, "export.zip has a password"),
    HostileFolder(
        "no zip",
        lambda folder: (folder / "members.zip").write_bytes(b"PK no"),
        "members.zip cannot be unpacked",
    ),
    HostileFolder(
        "half a gz",
        lambda folder: (folder / "members.csv.gz").write_bytes(gzip.compress(_HEADER)[:-9]),
        "members.csv.gz cannot be unpacked",
    ),
    HostileFolder("cells far apart", _far_apart, "members.xlsx cannot be read as a spreadsheet"),
    HostileFolder("a sheet of too much", _sheet_bomb, "members.xlsx holds more than the 64 MB"),
    HostileFolder(
        "no spreadsheet",
        lambda folder: (folder / "members.xlsx").write_bytes(b"PK\x03\x04 no book"),
        "members.xlsx cannot be read as a spreadsheet",
    ),
    HostileFolder(
        "no old spreadsheet",
        lambda folder: (folder / "members.xls").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"x" * 600),
        "members.xls cannot be read as a spreadsheet",
    ),
    HostileFolder(
        "JSON that is nested without end",
        lambda folder: (folder / "members.jsonl").write_text('{"a":' + "[" * 100_000 + "\n"),
        "members.jsonl, line 1: this is no JSON",
    ),
    HostileFolder(
        "a line of JSON of 2 MB",
        lambda folder: (folder / "members.jsonl").write_text('{"a": "' + "x" * 2_000_000 + '"}'),
        "members.jsonl has a line of more than 1 MB: line 1",
    ),
    HostileFolder(
        "JSON with many fields",
        lambda folder: (folder / "members.ndjson").write_text(
            "{" + ",".join(f'"{n}":1' for n in range(3_000)) + "}"
        ),
        "members.ndjson has 3,000 columns",
    ),
    HostileFolder(
        "JSON that is no object",
        lambda folder: (folder / "members.jsonl").write_text("[1]"),
        "members.jsonl, line 1: expected an object",
    ),
)
