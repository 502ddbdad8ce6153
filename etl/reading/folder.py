"""What is in a folder: which file is which table, and the fingerprint of its bytes."""

import codecs
import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from etl.contract import TABLES
from etl.forms import SUFFIXES, is_parquet
from etl.reading.limits import RowLengths
from graph.errors import UserError
from graph.i18n.message import Message, message
from graph.regular_file import regular_file

TABLE_SUFFIXES = tuple(one for one in SUFFIXES if one != ".txt")
"""The extensions of files that are tables by their own names."""
DONE = "_DONE"
"""A file that says that a folder is complete; it is no table (cli.jobs.inbox)."""
_CHUNK = 4 * 1024 * 1024
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_HEAD = 200  # bytes in which a NUL means UTF-16 or no text at all


def entries(place: Path | Sequence[Path]) -> list[Path]:
    """Return the files of a delivery, by name: what lies in a folder, a zip, or the files themselves.

    Raises:
        UserError: when there is no such folder or file, or it cannot be listed.
    """
    if not isinstance(place, Path):
        return sorted((path for part in place for path in _entries(part)), key=lambda path: path.name)
    if place.suffix.lower() == ".zip":
        return _entries(place)
    if place.exists() and not place.is_dir():
        raise UserError(
            "{folder} is no folder: name the folder that holds the tables, not one of them", folder=place
        )
    return _entries(place)


def _entries(place: Path) -> list[Path]:
    if not place.exists():
        raise UserError("there is no folder {folder}: name the folder that holds the tables", folder=place)
    if not place.is_dir():
        return [place]
    try:
        return sorted((path for path in place.iterdir() if path.name != DONE), key=lambda path: path.name)
    except OSError as error:
        raise UserError("{folder} cannot be listed: {why}", folder=place, why=error.strerror) from error


def table_of(name: str) -> str | None:
    """Return the table that a file is by its own name, if any; case does not matter (Members.CSV)."""
    path = Path(name.lower())
    return path.stem if path.suffix in TABLE_SUFFIXES and path.stem in TABLES else None


def table_files(
    files: Sequence[Path], mapped: Callable[[str], bool]
) -> tuple[dict[str, Path], list[Message]]:
    """Return the file of each table, in the order of the contract, and notices on everything else.

    mapped: whether a mapping reads the file of a name.

    Raises:
        UserError: when two files are one table.
    """
    tables: dict[str, Path] = {}
    notices: list[Message] = []
    for path in files:
        if mapped(path.name):
            continue
        table = table_of(path.name)
        if path.is_dir():
            notices.append(message("{path} is a folder: left alone", path=path.name))
        elif path.suffix.lower() not in TABLE_SUFFIXES:
            notices.append(message("{path} is neither CSV nor Parquet: left alone", path=path.name))
        elif table is None:
            notices.append(
                message(
                    "{path} is no table: left alone; the tables are {tables}",
                    path=path.name,
                    tables=", ".join(TABLES),
                )
            )
        elif table in tables:
            raise UserError(
                "{found} and {path} are both the table {table}: leave one of them",
                found=tables[table].name,
                path=path.name,
                table=table,
            )
        else:
            tables[table] = path
    return {name: tables[name] for name in TABLES if name in tables}, notices


def require_inside(path: Path) -> None:
    """Require that a file is a regular one, and lies in its folder also when it is a link.

    Raises:
        UserError: naming the file.
    """
    if not regular_file(path, path.name).is_relative_to(path.parent.resolve()):
        raise UserError(
            "{path} is a link that leads out of the folder: put the file itself there", path=path.name
        )


def digest_of(parts: Iterable[bytes]) -> str:
    """Return the blake2b of parts in hex: the same only where each of them is."""
    digest = hashlib.blake2b(digest_size=32)
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


def fingerprint(path: Path) -> bytes:
    """Return the blake2b of a file's bytes; of all but Parquet also prove that it is UTF-8 in sound rows.

    Polars does not look at columns that are not selected, so this is done here, in one pass.

    Raises:
        UserError: naming the file, when it is empty, unreadable, no UTF-8 text, or has a row of over 1 MB.
    """
    digest = hashlib.blake2b(digest_size=32)
    chunks = _chunks(path) if is_parquet(path) else _prove_text(_chunks(path), path.name)
    size = 0
    for chunk in chunks:
        digest.update(chunk)
        size += len(chunk)
    if size == 0:
        raise UserError("{path} is empty: expected a table with a header", path=path.name)
    return digest.digest()


def _chunks(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                yield chunk
    except OSError as error:
        raise UserError("{path} cannot be read: {why}", path=path.name, why=error.strerror) from error


def _prove_text(chunks: Iterator[bytes], name: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder("utf-8")()
    rows = RowLengths(name)
    lines = returns = 0
    for number, chunk in enumerate(chunks):
        if number == 0 and (chunk.startswith(_UTF16) or b"\0" in chunk[:_HEAD]):
            raise UserError("{name} is UTF-16 or no text at all: save it as CSV in UTF-8", name=name)
        _decode(decoder, chunk, name, lines)
        rows.follow(chunk, lines)
        lines += chunk.count(b"\n")
        returns += chunk.count(b"\r")
        yield chunk
    _decode(decoder, b"", name, lines)
    if returns and not lines:
        raise UserError("{name} ends its lines with CR alone: save it with LF or CRLF", name=name)


def _decode(decoder: codecs.IncrementalDecoder, chunk: bytes, name: str, lines: int) -> None:
    try:
        decoder.decode(chunk, final=not chunk)
    except UnicodeDecodeError as error:
        line = lines + error.object[: error.start].count(b"\n") + 1
        raise UserError(
            "{name} is not UTF-8 (line {line}): save it as CSV in UTF-8", name=name, line=line
        ) from error
