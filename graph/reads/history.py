"""The history of published runs: what each took, counted and checked."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from graph.database import Database
from graph.reads.runs import Run, run_of
from graph.words.reasons import Reason, of_kept


class Accepted(NamedTuple):
    """Why a run was published although a guard held it, and by which user of the system."""

    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A check of a run and what it found.

    accepted: of a guard that did not pass (graph.nightly.guards), who said that it is right.
    """

    name: str
    passed: bool
    found: tuple[Reason, ...]
    accepted: Accepted | None = None


@dataclass(frozen=True, slots=True)
class Night:
    """A published run with what its calculation took.

    `engine`: what calculated it, "" of earlier versions.
    `seconds`: by step, which is the name of its statement or of what else took time (graph.stages). `rows`:
    how many a statement looked at, where these can be many; runs of earlier versions did not count them.
    """

    run: Run
    checks: tuple[Checked, ...]
    seconds: Mapping[str, float]
    rows: Mapping[str, int]
    engine: str


def nights(database: Database, *, below: int, limit: int) -> list[Night]:
    """Return published runs with numbers below one, newest first, at most `limit`.

    `below`: one more than the number of the run that the reader sees, at most; runs above that one may be
    calculated just now.
    """
    return [
        Night(
            run_of(row),
            tuple(map(_to_check, json.loads(row["checks"] or "[]"))),
            json.loads(row["seconds"] or "{}"),
            json.loads(row["rows"] or "{}"),
            row["engine"] or "",
        )
        for row in database.read("read/runs/history", below=below, limit=limit)
    ]


@dataclass(frozen=True, slots=True)
class Stopped:
    """A run that was calculated and not published; finished: microseconds UTC."""

    number: int
    finished: int
    checks: tuple[Checked, ...]

    @property
    def broken(self) -> tuple[Checked, ...]:
        """What stopped it: checks that failed, and guards."""
        return tuple(one for one in self.checks if not one.passed and one.accepted is None)


def stopped_run(database: Database, published: int) -> Stopped | None:
    """Return the run after the published one, when that was stopped; the next night discards it."""
    for row in database.read("read/runs/stopped", published=published):
        return Stopped(row["number"], row["finished"], tuple(map(_to_check, json.loads(row["checks"]))))
    return None


def _to_check(kept: Mapping[str, Any]) -> Checked:
    """Return a check of its JSON; before the database is migrated, what it found is a sentence."""
    found = [kept["found"]] if isinstance(kept["found"], str) else kept["found"]
    accepted = Accepted(**kept["accepted"]) if "accepted" in kept else None
    return Checked(kept["name"], kept["passed"], tuple(map(of_kept, found)), accepted)
