"""Packed files of a delivery (gz, zip): unpacked within limits, before anything is read as a table."""

import gzip
import shutil
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from etl.reading.folder import require_inside
from etl.reading.limits import check_unpacked
from graph.errors import UserError
from graph.i18n.message import Message, message

PACKED = (".gz", ".zip")
_MAX_MEMBERS = 1_000
_CHUNK = 1024 * 1024


def unpacked(
    files: Sequence[Path], work: Path, used: Callable[[str], bool], notices: list[Message]
) -> list[Path]:
    """Return the files, packed ones replaced by what is used of them, which is unpacked into a folder.

    used: whether a file of a name may be a table or is one that a mapping reads. Packed files within packed
    files are left alone. What a zip calls a folder is ignored.

    Raises:
        UserError: naming the file, when it is broken, has a password, or holds more than a load may take.
    """
    result: list[Path] = []
    for number, path in enumerate(files):
        kind = path.suffix.lower()
        if kind not in PACKED or path.is_dir():
            result.append(path)
            continue
        folder = work / f"{number}"
        if kind == ".gz":
            parts = _gunzip(path, folder) if used(path.stem) else []
        else:
            parts = _unzip(path, folder, used)
        if parts:
            result += parts
        else:
            notices.append(message("{path} holds no table: left alone", path=path.name))
    return result


def _gunzip(path: Path, folder: Path) -> list[Path]:
    require_inside(path)
    folder.mkdir()
    target = folder / path.stem
    try:
        with gzip.open(path) as packed, target.open("wb") as file:
            size = 0
            while chunk := packed.read(_CHUNK):
                size += len(chunk)
                check_unpacked(path.name, size)
                file.write(chunk)
    except (OSError, EOFError, zlib.error) as error:
        raise UserError("{path} cannot be unpacked: {why}", path=path.name, why=error) from error
    return [target]


def _unzip(path: Path, folder: Path, used: Callable[[str], bool]) -> list[Path]:
    require_inside(path)
    try:
        # Names that are not marked as UTF-8 are those of a Chinese Windows, as far as they are not ASCII.
        with zipfile.ZipFile(path, metadata_encoding="gb18030") as archive:
            members = list(_members(path.name, archive, used))
            check_unpacked(path.name, sum(member.file_size for _, member in members))
            if members:
                folder.mkdir()
            for name, member in members:
                with archive.open(member) as packed, (folder / name).open("xb") as file:
                    shutil.copyfileobj(packed, file, _CHUNK)  # never more than the archive says
    except FileExistsError as error:
        raise UserError(
            "{path} has two files of one name: {name}",
            path=path.name,
            name=Path(str(error.filename)).name,
        ) from error
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise UserError("{path} cannot be unpacked: {why}", path=path.name, why=error) from error
    except RuntimeError as error:
        raise UserError("{path} has a password: unpack it first", path=path.name) from error
    return [folder / name for name, _ in members]


def _members(
    file: str, archive: zipfile.ZipFile, used: Callable[[str], bool]
) -> Iterator[tuple[str, zipfile.ZipInfo]]:
    members = archive.infolist()
    if len(members) > _MAX_MEMBERS:
        raise UserError("{path} holds more than {most:,} files", path=file, most=_MAX_MEMBERS)
    for member in members:
        name = member.filename.replace("\\", "/").rpartition("/")[2]
        if name and not member.is_dir() and not name.startswith(".") and used(name):
            yield name, member
