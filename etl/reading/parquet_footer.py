"""The footer of a Parquet file: its columns, rows and bytes, known before any of them is read.

Polars tells the rows of a footer, but not how large they become, and nothing where two columns have one
name. A footer is Thrift in the compact protocol (apache/parquet-format, parquet.thrift, FileMetaData); only
what is asked for here is kept.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from graph.errors import UserError

_MAGIC = b"PAR1"
_MAX_FOOTER = 4 * 1024 * 1024
_TAIL = 8  # bytes: the length of the footer, and the magic word
_SCHEMA, _NUM_ROWS, _ROW_GROUPS = 2, 3, 4  # ids of fields of FileMetaData
_TOTAL_BYTES = 2  # of RowGroup
_NAME, _NUM_CHILDREN = 4, 5  # of SchemaElement
_STOP, _TRUE, _FALSE = 0, 1, 2
_MAX_DEPTH = 16
_LONG_LIST = 15
_MAX_SHIFT = 63

Fields = dict[int, object]


@dataclass(frozen=True)
class Footer:
    """What a Parquet file says of itself: `columns`, `rows`, and `unpacked` bytes of all columns."""

    columns: tuple[str, ...]
    rows: int
    unpacked: int


def read_footer(path: Path) -> Footer:
    """Read the footer of a Parquet file.

    Raises:
        UserError: naming the file, when it has none, or one of more than 4 MB.
    """
    try:
        with path.open("rb") as file:
            fields = _Thrift(_footer_bytes(file)).struct(0)
    except OSError as error:
        raise UserError("{path} cannot be read: {why}", path=path.name, why=error.strerror) from error
    except (ValueError, IndexError) as error:
        raise UserError("{path} cannot be read as Parquet: it has no sound footer", path=path.name) from error
    groups = fields.get(_ROW_GROUPS)
    sizes = [_size(group, _TOTAL_BYTES) for group in groups] if isinstance(groups, list) else []
    return Footer(_columns(fields.get(_SCHEMA)), _size(fields, _NUM_ROWS), sum(sizes))


def _columns(schema: object) -> tuple[str, ...]:
    """Return the columns of a schema, which lists its root, then each column before what is within it."""
    names = []
    within = 0  # elements that are still to come inside of a column
    for element in schema[1:] if isinstance(schema, list) else ():
        if not within:
            name = element.get(_NAME) if isinstance(element, dict) else None
            names.append(name.decode(errors="replace") if isinstance(name, bytes) else "")
        within = max(within - 1, 0) + _size(element, _NUM_CHILDREN)
    return tuple(names)


def _size(fields: object, number: int) -> int:
    value = fields.get(number) if isinstance(fields, dict) else None
    return value if isinstance(value, int) and value > 0 else 0


def _footer_bytes(file: BinaryIO) -> bytes:
    end = file.seek(0, 2)
    if end < _TAIL + len(_MAGIC):
        raise ValueError
    file.seek(end - _TAIL)
    tail = file.read(_TAIL)
    length = int.from_bytes(tail[:4], "little")
    if tail[4:] != _MAGIC or length > min(_MAX_FOOTER, end - _TAIL):
        raise ValueError
    file.seek(end - _TAIL - length)
    return file.read(length)


class _Thrift:
    """Reads the compact protocol; raises ValueError or IndexError where the bytes are none."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def struct(self, depth: int) -> Fields:
        if depth > _MAX_DEPTH:
            raise ValueError
        fields: Fields = {}
        number = 0
        while (head := self._byte()) != _STOP:
            kind, step = head & 0x0F, head >> 4
            number = number + step if step else self._whole()
            fields[number] = (kind == _TRUE) if kind in (_TRUE, _FALSE) else self._value(kind, depth)
        return fields

    def _value(self, kind: int, depth: int) -> object:
        match kind:
            case 1 | 2 | 3:  # a byte, or a truth within a list
                return self._byte()
            case 4 | 5 | 6:  # whole numbers of 16, 32, 64 bits
                return self._whole()
            case 7:  # a float
                return self._bytes(8)
            case 8:  # a text
                return self._bytes(self._count())
            case 9 | 10:  # a list or set
                return self._list(depth + 1)
            case 12:
                return self.struct(depth + 1)
            case _:  # a map (11) is in no footer
                raise ValueError

    def _list(self, depth: int) -> list[object]:
        if depth > _MAX_DEPTH:
            raise ValueError
        head = self._byte()
        size, kind = head >> 4, head & 0x0F
        if size == _LONG_LIST:
            size = self._count()
        if size > len(self._data) - self._at:  # no element takes less than a byte
            raise ValueError
        return [self._value(kind, depth) for _ in range(size)]

    def _whole(self) -> int:
        zigzag = self._count()
        return (zigzag >> 1) ^ -(zigzag & 1)

    def _count(self) -> int:
        value = shift = 0
        while True:
            byte = self._byte()
            value |= (byte & 0x7F) << shift
            if byte < 0x80:  # noqa: PLR2004 - the highest bit says that more follow
                return value
            shift += 7
            if shift > _MAX_SHIFT:
                raise ValueError

    def _byte(self) -> int:
        byte = self._data[self._at]
        self._at += 1
        return byte

    def _bytes(self, size: int) -> bytes:
        if size > len(self._data) - self._at:
            raise ValueError
        self._at += size
        return self._data[self._at - size : self._at]
