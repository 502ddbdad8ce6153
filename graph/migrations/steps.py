"""Migration 2: the seconds of earlier runs are kept under the names that the steps have now."""

import json
from collections.abc import Callable
from functools import cache
from importlib.resources import files

import yaml

from graph.database import Database

_RUNS = 200


def rename_steps(database: Database, before_batch: Callable[[], None]) -> None:
    """Rename the steps of runs, batch by batch; a step that is named as now, or is none of before, stays."""
    number = 0
    while rows := database.read("system/migrations/seconds", after=number, limit=_RUNS):
        number = rows[-1]["number"]
        before_batch()
        restated = [{"number": row["number"], "seconds": _rename_steps(row["seconds"])} for row in rows]
        database.write("system/migrations/restate_seconds", rows=restated)


def _rename_steps(seconds: str) -> str:
    return json.dumps({_names().get(step, step): spent for step, spent in json.loads(seconds).items()})


@cache
def _names() -> dict[str, str]:
    text = files("graph.migrations").joinpath("steps_before_2.yaml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))
