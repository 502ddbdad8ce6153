"""The history of published runs: what each took, counted and checked."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from graph.database import Database
from graph.reads.runs import Run, run_of


@dataclass(frozen=True, slots=True)
class Checked:
    """A check of a run and what it found, in words."""

    name: str
    passed: bool
    found: str


@dataclass(frozen=True, slots=True)
class Night:
    """A published run with what its calculation took: `seconds` by step (the name of its statement)."""

    run: Run
    checks: tuple[Checked, ...]
    seconds: Mapping[str, float]


def nights(database: Database, *, below: int, limit: int) -> list[Night]:
    """Return published runs with numbers below one, newest first, at most `limit`.

    `below`: one more than the number of the run that the reader sees, at most; runs above that one may be
    calculated just now.
    """
    return [
        Night(
            run_of(row),
            tuple(Checked(**one) for one in json.loads(row["checks"] or "[]")),
            json.loads(row["seconds"] or "{}"),
        )
        for row in database.read("read/runs/history", below=below, limit=limit)
    ]
