"""The process is killed after any commit of a load or a night: run again, all is as if it had not been.

Each kind of boundary is met in every run of the tests, and each single boundary in the long ones.
"""

from pathlib import Path
from typing import Any

import pytest
from neo4j import Driver

from graph.database import Database
from tests.killing.company import Day, dying, everything, survive
from tests.killing.mortal import Life, MortalDatabase
from tests.statements import run_test_statement

HALF = "half of "
BEFORE = "before "
LOADS = (
    "system/lock/take",
    "load/delivery/open",
    "load/facts/create",
    "load/withdrawals/withdraw_orders",
    "load/facts/restore",
    BEFORE + "load/delivery/done",
    "load/delivery/done",
    "load/facts/link_versioned",
)
NIGHTS = (
    "run/begin",
    "nightly/rewards/post_changes",
    HALF + "nightly/rewards/post",
    "nightly/standings/change_versions",
    HALF + "nightly/standings/versions",
    BEFORE + "run/publish",
    "run/publish",
    "run/retention/mark",
    HALF + "run/retention/versions",
    "run/retention/versions",
    "run/retention/done",
)
DAYS = len(NIGHTS) + 1
Undisturbed = list[tuple[dict[str, list[str]], dict[str, Any]]]


def whole(database: Database, days: int, folder: Path) -> Undisturbed:
    """Live through days undisturbed; return the commits of each by operation, and all there is after it."""
    run_test_statement(database, "empty")
    found: Undisturbed = []
    for number in range(days):
        day, commits = Day(number, folder), {}
        for operation in ("load", "night"):
            life = Life()
            getattr(day, operation)(MortalDatabase(database.driver, database.name, life))
            commits[operation] = life.done
        found.append((commits, everything(database)))
    return found


def life_of(kind: str, commits: list[str]) -> Life | None:
    """Return a life that ends at a kind of boundary; None when an operation has none of that kind."""
    name = kind.removeprefix(HALF).removeprefix(BEFORE)
    place = next((at for at, one in enumerate(commits) if name in one.split(", ")), None)
    if place is None:
        return None
    if kind.startswith(HALF):
        return Life(place, half=True)
    return Life(place) if kind.startswith(BEFORE) else Life(place + 1)


def same(now: dict[str, Any], then: dict[str, Any], when: str) -> None:
    assert [part for part in then if now[part] != then[part]] == [], when


@pytest.fixture(scope="module")
def undisturbed(driver: Driver, tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    """What the days come to when nobody is killed."""
    return whole(Database(driver, "neo4j"), DAYS, tmp_path_factory.mktemp("undisturbed"))


def test_each_kind_of_boundary_is_survived(
    database: Database, tmp_path: Path, undisturbed: Undisturbed
) -> None:
    left = {"load": list(LOADS), "night": list(NIGHTS)}
    for number, (commits, then) in enumerate(undisturbed):
        day = Day(number, tmp_path)
        for operation in ("load", "night"):
            kind, life = _next(left[operation], commits[operation])
            if life is None:
                getattr(day, operation)(database)
            else:
                left[operation].remove(kind)
                survive(database, day, operation, dying(database, day, operation, life))
        same(everything(database), then, f"on day {number}")
    assert left == {"load": [], "night": []}


def _next(kinds: list[str], commits: list[str]) -> tuple[str, Life | None]:
    lives = ((kind, life_of(kind, commits)) for kind in kinds)
    return next(((kind, life) for kind, life in lives if life is not None), ("", None))


@pytest.mark.full
def test_each_boundary_is_survived(database: Database, tmp_path: Path) -> None:
    few = whole(database, 6, tmp_path / "few")
    boundaries = 2 * max(len(commits[operation]) for commits, _ in few for operation in commits)
    days = whole(database, boundaries, tmp_path / "whole")
    run_test_statement(database, "empty")
    met: set[str] = set()
    for number, (commits, then) in enumerate(days):
        day = Day(number, tmp_path / "killed")
        for operation in ("load", "night"):
            at = number // 2 + 1
            if at > len(commits[operation]):
                getattr(day, operation)(database)
            else:
                met.add(commits[operation][at - 1])
                survive(database, day, operation, dying(database, day, operation, Life(at)))
        same(everything(database), then, f"on day {number}")
    assert met >= {name for commits, _ in days[4:] for operation in commits for name in commits[operation]}
