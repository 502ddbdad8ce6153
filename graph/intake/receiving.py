"""Takes files from the network into the folder of deliveries, piece by piece, and knows them by content."""

import hashlib
import os
import secrets
import shutil
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from graph.access.writing import now
from graph.errors import ConflictError, UserError
from graph.intake.rules import DeliveryRules
from graph.intake.spool import Spool
from graph.intake.upload import ENDED, FIND_OUT, REPEATABLE, DeliveryState, Review, Upload
from graph.printing import printable
from graph.settings import Settings

_MB = 1024 * 1024
_MAX_NAME = 200  # bytes
_MAX_MAPPING = _MB  # as graph.yaml_text
_MAPPINGS = (".yaml", ".yml")


@dataclass(frozen=True)
class Limits:
    """What may be handed in: bytes and files of one delivery, and how many may wait at once."""

    size: int
    files: int = 100
    waiting: int = 100

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """Return the limits of an installation."""
        return cls(settings.upline_delivery_mb * _MB)


@dataclass
class Receiver:
    """Receives one delivery: `begin`, `write` and `end` for each of its files, then `keep`.

    A context manager: what was not kept is gone after the block. mapping: names of mappings, or FIND_OUT.
    """

    spool: Spool
    limits: Limits
    rules: DeliveryRules
    mapping: tuple[str, ...] = ()
    _place: Path = field(init=False)
    _size: int = 0
    _sizes: dict[str, int] = field(default_factory=dict)
    _prints: dict[str, bytes] = field(default_factory=dict)
    _name: str = ""
    _file: BinaryIO | None = None
    _digest: hashlib.blake2b = field(default_factory=hashlib.blake2b)

    def __enter__(self) -> Self:
        self.spool.make()
        if self.mapping != (FIND_OUT,):
            self.rules.check(self.mapping)
        moving = self.spool.in_state(DeliveryState.HELD, DeliveryState.WAITING, DeliveryState.LOADING)
        if len(moving) >= self.limits.waiting:
            raise ConflictError(
                "{number:,} deliveries wait already: hand this one in when some are loaded, or cancel some",
                number=len(moving),
            )
        self._place = self.spool.incoming / secrets.token_hex(16)
        (self._place / "files").mkdir(mode=0o700, parents=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()
        shutil.rmtree(self._place, ignore_errors=True)

    def begin(self, name: str) -> None:
        """Begin a file, or a mapping of the delivery's own (.yaml).

        Raises:
            UserError: when its name is none, or there are too many, or two of one name.
        """
        name = _plain(name)
        if name in self._prints:
            raise UserError("two files are called {name}: give each a name of its own", name=name)
        if len(self._prints) >= self.limits.files:
            raise UserError(
                "a delivery has at most {most} files: pack them into a zip", most=self.limits.files
            )
        self._name, self._digest = name, hashlib.blake2b(digest_size=32)
        self._sizes[name] = 0
        if _is_mapping(name):
            if sum(map(_is_mapping, self._sizes)) > 1:
                raise UserError("a delivery has one mapping of its own: hand in one .yaml file")
            path = self._place / "mapping.yaml"
        else:
            path = self._place / "files" / name
        self._file = os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")

    def write(self, data: bytes) -> None:
        """Write a piece of the file that was begun.

        Raises:
            UserError: when the delivery is too large.
            OSError: when the disk is full.
        """
        if self._file is None:
            raise ValueError("no file was begun")
        self._size += len(data)
        if self._size > self.limits.size:
            raise UserError(
                "a delivery has at most {most:,} MB (UPLINE_DELIVERY_MB): hand it in in parts, or packed",
                most=self.limits.size // _MB,
            )
        self._sizes[self._name] += len(data)
        if _is_mapping(self._name) and self._sizes[self._name] > _MAX_MAPPING:
            raise UserError("{name} is larger than 1 MB: no mapping is so large", name=self._name)
        self._digest.update(data)
        self._file.write(data)

    def end(self) -> None:
        """End the file that was begun."""
        if self._file is None:
            raise ValueError("no file was begun")
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        self._file = None
        self._prints[self._name] = self._digest.digest()

    def keep(self, account: str, *, publish: bool, hold: bool, again: bool = False) -> tuple[Upload, bool]:
        """Keep what was received, and return it, and whether it is new: by its content it may be known.

        A known one that failed or was cancelled is tried again, with these files. again: so is one that was
        loaded, as after a restore of an older backup.

        Raises:
            UserError: when there are no files, or the mapping that it brought may not be used.
        """
        own = self._place / "mapping.yaml"
        if FIND_OUT in self.mapping and not hold:
            raise UserError("say by which mapping it is read: that it is found out is for what is held")
        files = [(name, size) for name, size in self._sizes.items() if not _is_mapping(name)]
        if not files:
            raise UserError("no file was handed in: send at least one table, or an export with a mapping")
        if own.exists():
            named = () if self.mapping == (FIND_OUT,) else self.mapping
            self.rules.check(named, own)
            self.mapping = named
        upload = Upload(
            self._ident(),
            DeliveryState.HELD if hold else DeliveryState.WAITING,
            account,
            now(),
            files,
            self.mapping,
            own.exists(),
            publish,
            Review.WANTED if hold else Review.NONE,
        )
        with self.spool.locked():
            there = self.spool.folder(upload.id)
            if there.exists():
                known = self.spool.read(upload.id)
                if known.state not in (ENDED | {DeliveryState.LOADED} if again else REPEATABLE):
                    if known.state is DeliveryState.HELD and not hold:
                        known = self.spool.write(replace(known, state=DeliveryState.WAITING, publish=publish))
                    return known, False
                shutil.rmtree(there)
            (self._place / "upload.json").write_text(upload.as_text(), encoding="utf-8")
            self._place.rename(there)
            self.spool.write(upload)
        return upload, True

    def _ident(self) -> str:
        """Return the id of what was received: the same files and mappings have the same."""
        digest = hashlib.blake2b(digest_size=16)
        parts = [part for name in sorted(self._prints) for part in (name.encode(), self._prints[name])]
        for part in (*parts, b"mapping", *(name.encode() for name in self.mapping)):
            digest.update(len(part).to_bytes(8, "big") + part)
        return digest.hexdigest()


def _is_mapping(name: str) -> bool:
    return name.lower().endswith(_MAPPINGS)


def _plain(name: str) -> str:
    """Return the last part of the name that a client calls a file; folders before it count for nothing.

    Raises:
        UserError: when no file can be called so.
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    if (
        not last
        or last.startswith(".")
        or len(last.encode("utf-8", "replace")) > _MAX_NAME
        or printable(last) != last
        or "\ufffd" in last
    ):
        raise UserError(
            "a file cannot be called {name!r}: expected a name such as orders.csv", name=name[:_MAX_NAME]
        )
    return last
