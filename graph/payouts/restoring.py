"""After a restore payouts stay blocked until the batches approved since the backup are there again.

Each approved batch is kept as a file, too (`keep`), from which it comes back (`import_batch`).
"""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from graph.database import Database
from graph.errors import ConflictError, UserError
from graph.i18n.message import Message, message
from graph.payouts.batches import Batch, Line, State, batch_numbered, batch_of, line_of, lines
from graph.printing import to_json
from graph.regular_file import regular_file
from graph.settings import Settings

_FORMAT = "upline payout 1"
_AT_ONCE = 5000
_COUNTING = frozenset({State.APPROVED, State.PAID, State.FAILED})
_LONGEST_LINE = 100_000


@dataclass(frozen=True, slots=True)
class Blocked:
    """Why payouts are blocked: batches that are missing, or that nobody knows which are (`unknown`)."""

    missing: tuple[int, ...] = ()
    unknown: bool = False

    def __bool__(self) -> bool:
        """Return whether they are."""
        return self.unknown or bool(self.missing)


def blocked(database: Database) -> Blocked:
    """Return whether payouts are blocked, and why."""
    row = database.read("payouts/book/state")[0]
    return Blocked(tuple(row["missing"]), row["unknown"])


def refuse_blocked(database: Database) -> None:
    """Raise a ConflictError while payouts are blocked."""
    if why := blocked(database):
        raise ConflictError("{why}", why=in_words(why))


def in_words(why: Blocked) -> Message:
    """Return why payouts are blocked, and what to do; "" when they are not."""
    if not why:
        return message("")
    return message(
        "payouts are blocked after a restore: nobody knows which batches were approved since the backup. "
        "Say them with `upline payout restored --missing NUMBERS` (or --none)"
        if why.unknown
        else "payouts are blocked after a restore until the batches {numbers}, approved since the backup, "
        "are here again: `upline payout import FILE` each",
        numbers=", ".join(map(str, why.missing)),
    )


def block(database: Database, missing: Blocked) -> None:
    """Block payouts until these batches are here again; those that are here are not waited for."""
    database.ensure_schema("system/schema/payouts")
    here = set(database.read("payouts/read/settled")[0]["settled"])
    numbers = sorted(set(missing.missing) - here)
    database.write("payouts/book/block", missing=numbers, unknown=missing.unknown or None)


def missing_after_restore(now: Database | None, backup: Database) -> Blocked:
    """Return what a backup lacks of the batches of now; `now` is None where nobody can read them."""
    if now is None:
        return Blocked(unknown=True)
    was = blocked(now)
    numbers = {*now.read("payouts/read/settled")[0]["settled"], *was.missing}
    here = set(backup.read("payouts/read/settled")[0]["settled"])
    return Blocked(tuple(sorted(numbers - here)), was.unknown)


def file_of(settings: Settings, number: int) -> Path:
    """Return where an approved batch is kept as a file."""
    return settings.upline_home.expanduser() / "payouts" / f"payout-{number:06d}.jsonl"


def keep(database: Database, settings: Settings, number: int) -> Path:
    """Keep an approved batch as a file, whole or not at all, for its owner only; return where.

    Raises:
        UserError: when it cannot be written; the batch is approved all the same.
    """
    target = file_of(settings, number)
    aside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(
            os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8"
        ) as stream:
            stream.writelines(f"{line}\n" for line in _texts(database, batch_numbered(database, number)))
            stream.flush()
            os.fsync(stream.fileno())
        aside.replace(target)
    except OSError as error:
        raise UserError(
            "{path} cannot be written: {why}", path=target, why=error.strerror or error
        ) from error
    return target


def _texts(database: Database, batch: Batch) -> Iterator[str]:
    yield to_json({"format": _FORMAT, **asdict(batch)})
    for line in lines(database, batch.number):
        yield to_json(_stored(line))


def _stored(line: Line) -> dict[str, Any]:
    """Return a line as it is stored: the name is the member's, and not kept."""
    stored = asdict(line) | {"state": line.state.value}
    del stored["name"]
    return stored


def import_batch(database: Database, file: Path) -> Batch:
    """Put a batch of a file (`keep`) back as it was; payouts are free again with the last one missing.

    Raises:
        UserError: when the file is none, does not add up, or names members who are not loaded.
        ConflictError: when payouts are not blocked, or the batch is here already.
    """
    content = _read(file)
    head = next(content, {})
    if head.pop("format", "") != _FORMAT or head.get("state") not in _COUNTING:
        raise _no_batch(file)
    try:
        batch = batch_of(head)
    except (KeyError, TypeError, ValueError) as error:
        raise _no_batch(file) from error
    database.ensure_schema("system/schema/payouts")
    rows = database.write(
        "payouts/book/begin_import", batch=asdict(batch) | {"state": batch.state.value}, number=batch.number
    )
    if not rows[0]["comes"]:
        raise ConflictError(
            "batch {number} is not imported: it is here already, or no batch is missing", number=batch.number
        )
    database.batched("payouts/prepare/discard", number=batch.number)
    while page := list(islice(content, _AT_ONCE)):
        known = [_stored(_line(file, row)) for row in page if row.get("batch") == batch.number]
        done = database.write("payouts/book/import_lines", number=batch.number, rows=known)[0]["lines"]
        if done != len(page):
            raise UserError(
                "{file} names members who are not loaded here: load the deliveries since the backup first, "
                "then import it again",
                file=file,
            )
    if not database.write("payouts/book/finish_import", number=batch.number, state=batch.state.value)[0][
        "right"
    ]:
        raise UserError("{file} is not whole: its lines do not add up to the batch", file=file)
    return batch_numbered(database, batch.number)


def _line(file: Path, row: dict[str, Any]) -> Line:
    try:
        return line_of(row, "")
    except (KeyError, TypeError, ValueError) as error:
        raise _no_batch(file) from error


def _read(file: Path) -> Iterator[dict[str, Any]]:
    try:
        with regular_file(file, f"the payout file {file}").open(encoding="utf-8") as stream:
            while text := stream.readline(_LONGEST_LINE):
                row = json.loads(text)
                if not isinstance(row, dict):
                    raise _no_batch(file)
                yield row
    except (ValueError, OSError, RecursionError) as error:
        raise _no_batch(file) from error


def _no_batch(file: Path) -> UserError:
    return UserError("{file} is no payout batch as Upline keeps it", file=file)
