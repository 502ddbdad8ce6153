"""A delivery whose load did not end: who says so, and how it is closed."""

from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from etl.loading import abandon, load_delivery
from etl.reading import Delivery
from graph.database import Database, Row
from graph.errors import UserError
from graph.nightly import run_nightly
from tests.cli.conftest import Upline, upline  # noqa: F401 - a fixture
from tests.etl.deliveries import delivery, facts, load, nodes, waiting

_FIRST = {"members": ["m1||2026-01-01", "m2|m1|2026-01-01"], "orders": ["o1|m1|2026-01-05|699.00"]}
_LATER = {
    "members": ["m3|m2|2026-01-01", "m4|nobody|2026-01-01"],
    "orders": ["o2|m3|2026-01-06|10.00", "o3|m2|2026-01-07|20.00"],
}
_COMMUNITY = {"communities": ["k|m3|Kitchen"], "members": ["m3|m2|2026-01-01||| k"]}


class _KilledError(Exception):
    """The load was killed."""


@dataclass(frozen=True)
class _KilledBefore(Database):
    """A database whose client dies before it writes facts of a label, or first of all links of a type."""

    names: str

    def write_all(self, steps: list[tuple[str, Mapping[str, object]]]) -> list[list[Row]]:
        first = steps[0][1]
        if self.names in {first.get("label"), first.get("type")}:
            raise _KilledError
        return super().write_all(steps)


def _killed(database: Database, before: str, later: Mapping[str, list[str]] = _LATER) -> Delivery:
    load(database, _FIRST)
    unfinished = delivery(later, "later")
    unfinished = Delivery(unfinished.digest.ljust(64, "0"), unfinished.tables, (), ())
    with pytest.raises(_KilledError):
        load_delivery(_KilledBefore(database.driver, database.name, before), unfinished)
    return unfinished


def test_a_night_names_the_delivery_that_is_not_finished_and_both_ways_out(database: Database) -> None:
    unfinished = _killed(database, "Order")
    with pytest.raises(UserError) as refused:
        run_nightly(database)
    words = str(refused.value)
    assert f"was not loaded to its end: {unfinished.digest[:12]} (begun 20" in words
    assert "Run `upline load` on its folder again" in words
    assert f"`upline load --abandon {unfinished.digest[:12]}`" in words


def test_what_is_loaded_of_an_abandoned_delivery_stays_and_the_night_runs(database: Database) -> None:
    unfinished = _killed(database, "Order")
    assert abandon(database, unfinished.digest[:12]).delivery == unfinished.digest
    assert set(nodes(database, "Member")) == {"m1", "m2", "m3"}
    assert set(nodes(database, "Order")) == {"o1"}
    assert run_nightly(database).run == 1


def test_an_abandoned_delivery_that_is_loaded_again_ends_as_if_it_had_not_been_interrupted(
    database: Database,
) -> None:
    unfinished = _killed(database, "Order")
    abandon(database, unfinished.digest)
    run_nightly(database)
    load_delivery(database, unfinished)
    assert set(nodes(database, "Order")) == {"o1", "o2", "o3"}
    assert waiting(database) == {"members m4": "sponsor_id: there is no member 'nobody'"}
    assert run_nightly(database).run == 2


def test_a_delivery_is_not_abandoned_while_a_community_of_it_has_no_owner(database: Database) -> None:
    unfinished = _killed(database, "OWNS", _COMMUNITY)
    with pytest.raises(UserError, match=r"before its communities had their owners \(k\)"):
        abandon(database, unfinished.digest)
    load(database, {"communities": ["k|m3|Kitchen"]}, "its community alone")
    abandon(database, unfinished.digest)
    assert run_nightly(database).run == 1


@pytest.mark.parametrize(
    ("digest", "words"),
    [
        ("", "write at least 8 characters"),
        ("0000000", "write at least 8 characters"),
        ("0000000000", "no unfinished delivery begins with '0000000000'"),
    ],
)
def test_a_wrong_digest_is_told_which_delivery_is_unfinished(
    database: Database, digest: str, words: str
) -> None:
    unfinished = _killed(database, "Order")
    before = facts(database)
    with pytest.raises(UserError, match=words) as refused:
        abandon(database, digest)
    assert f"unfinished is {unfinished.digest[:12]} (begun" in str(refused.value)
    assert facts(database) == before


def test_the_command_says_what_it_closed(upline: Upline, database: Database) -> None:  # noqa: F811
    unfinished = _killed(database, "Order")
    ended = upline("load", "--abandon", unfinished.digest[:8])
    assert (ended.code, ended.err) == (0, "")
    assert unfinished.digest in ended.out
    ended = upline("load", "--abandon", unfinished.digest)
    assert (ended.code, ended.out) == (2, "")
    assert "no delivery is unfinished: there is nothing to abandon" in ended.err


def test_the_command_wants_a_folder_or_a_digest(upline: Upline, tmp_path: object) -> None:  # noqa: F811
    assert "name the folder that holds the tables" in upline("load").err
    assert "--abandon loads nothing" in upline("load", str(tmp_path), "--abandon", "0123456789").err
