"""Each check of a run, and what it says when it fails."""

import pytest

from graph.database import Database
from graph.errors import CheckFailedError
from graph.nightly import calculation as calculations
from graph.nightly import checks, run_nightly, steps, written
from graph.nightly.calculation import night_of
from graph.nightly.checks_by_sql import check_all_by_sql
from graph.nightly.inputs import Night
from graph.nightly.recalculation import Recalculation
from graph.plan import load_plan
from graph.reads.runs import published_run
from graph.words import without_names
from tests.spec.neo4j_engine import deliver, published_outcome
from tests.spec.tables import company, moment
from tests.statements import run_test_statement

AS_OF = moment("2026-02-01T00:00")
FACTS = company(
    """
    S -
    A S
    B A
    C A
    """,
    """
    o1 A P699
    o2 B P699
    o3 C 2xP699
    o4 C 100.00
    """,
    openings="S province -",
)


@pytest.fixture
def night(database: Database) -> Night:
    """A published run of a small company, and the night that it was."""
    deliver(database, FACTS)
    run_nightly(database, (), AS_OF)
    return night_of(database, [load_plan("chain_699")], 1, 0, AS_OF)


def test_all_checks_pass_on_a_sound_run(database: Database, night: Night) -> None:
    found = checks.check_all(database, night)
    assert [one.name for one in found] == [
        "delivered",
        "no cycle",
        "volumes",
        "conservation",
        "recalculated",
        "pools",
        "earned",
        "withdrawals",
    ]
    assert all(one.passed for one in found)


@pytest.mark.parametrize(
    ("damage", "check", "words"),
    [
        ("an_order_is_lost", checks.delivered, "orders: 4 delivered, 3 in the graph"),
        (
            "an_entry_is_lost",
            checks.conservation,
            "order o2: direct referral sets 20000 aside, posted 0, breakage 0",
        ),
        ("an_entry_is_lost", checks.recalculated, "order o2: direct referral to A: due 20000, posted 0"),
        ("an_entry_is_the_companys", checks.recalculated, "order o2: direct referral to the company: due 0"),
        ("an_entry_is_there_twice", checks.recalculated, "direct referral to A: due 20000, posted 40000"),
        ("a_pool_share_is_lost", checks.recalculated, "province 2026-01-05: pool share to S: due"),
        ("a_pool_is_fed_less", checks.recalculated, "province 2026-01-05: fed is"),
        ("a_volume_is_wrong", checks.recalculated, 'A: personal is "69901", calculated anew "69900"'),
        ("a_month_is_another", checks.recalculated, "A: personal_by_month is"),
        ("a_rank_is_too_high", checks.recalculated, 'C: rank is "3", calculated anew "1"'),
        ("a_team_owner_is_another", checks.recalculated, 'C: team_owner_id is "", calculated anew "'),
        (
            "an_entry_is_of_no_kind",
            checks.conservation,
            "order o2: none sets 0 aside, posted 100",
        ),
        ("an_entry_is_there_twice", checks.conservation, "order o2"),
        ("an_entry_is_there_twice", checks.earned, "standings"),
        ("a_pool_share_is_lost", checks.pools, "province 2026-01-05"),
        ("a_pool_is_fed_less", checks.pools, "province"),
        ("a_pool_carries_less", checks.pools, "province"),
        ("a_volume_is_wrong", checks.volumes, "personal"),
        ("a_standing_earned_more", checks.earned, "standings"),
    ],
)
def test_a_check_fails_on_damage_and_says_where(
    database: Database, night: Night, damage: str, check, words: str
) -> None:
    run_test_statement(database, f"damage_{damage}")
    found = check(database, night)
    assert not found.passed
    assert words in without_names().sentences_of(found.found)


def test_a_cycle_of_sponsors_is_found_and_nothing_is_published(database: Database) -> None:
    deliver(database, FACTS)
    run_test_statement(database, "damage_sponsors_form_a_cycle")
    with pytest.raises(CheckFailedError, match="no cycle: 1 of 4 members"):
        run_nightly(database, (), AS_OF)
    assert run_test_statement(database, "runs") == [{"number": 1, "state": "failed", "published": 0}]


def test_a_failed_check_publishes_nothing_and_the_next_night_is_right(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    deliver(database, FACTS)
    with monkeypatch.context() as patch:
        patch.setattr(steps, "standings", lambda _night: iter(()))
        with pytest.raises(CheckFailedError, match="was not published"):
            run_nightly(database, (), AS_OF)
    assert run_test_statement(database, "runs") == [{"number": 1, "state": "failed", "published": 0}]
    summary = run_nightly(database, (), AS_OF)
    assert summary.run == 1
    assert published_run(database).number == 1
    assert len(published_outcome(database, FACTS).standings) == len(FACTS.members)


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        ("an_entry_is_the_companys", "order o2: direct referral to A: due 20000, posted 0"),
        ("a_rank_is_too_high", 'C: rank is "3", calculated anew "1"'),
    ],
)
def test_a_night_that_is_not_what_the_sql_engine_calculates_is_not_published(
    database: Database, monkeypatch: pytest.MonkeyPatch, damage: str, words: str
) -> None:
    def damaged(database: Database, night: Night) -> list[checks.Check]:
        run_test_statement(database, f"damage_{damage}")
        return checks.check_all(database, night)

    deliver(database, FACTS)
    monkeypatch.setattr(calculations, "check_all", damaged)
    with pytest.raises(CheckFailedError, match=f"run 1 was not published.*{words}"):
        run_nightly(database, (), AS_OF)
    assert run_test_statement(database, "runs") == [{"number": 1, "state": "failed", "published": 0}]


@pytest.mark.parametrize(
    ("damage", "most", "words"),
    [
        ("an_entry_is_the_companys", 10, "order o2: direct referral to A: due 20000, posted 0"),
        ("a_rank_is_too_high", 10, 'C: rank is "3", calculated anew "1"'),
        ("an_entry_is_lost", 0, "2026-01-05: direct referral in all: due 80000, posted 60000"),
        ("an_entry_is_the_companys", 0, "A in all: due 60000, posted 40000"),
        ("a_rank_is_too_high", 0, 'run 1: rank is "'),
        ("a_pool_is_fed_less", 0, "province 2026-01-05: fed is"),
    ],
)
def test_a_duckdb_night_that_wrote_something_else_is_not_published(
    database: Database, monkeypatch: pytest.MonkeyPatch, damage: str, most: int, words: str
) -> None:
    def damaged(database: Database, night: Night, calculation: Recalculation) -> list[checks.Check]:
        run_test_statement(database, f"damage_{damage}")
        return check_all_by_sql(database, night, calculation)

    deliver(database, FACTS)
    monkeypatch.setattr(written, "READ_BACK", most * len(FACTS.members))
    monkeypatch.setattr(calculations, "check_all_by_sql", damaged)
    with pytest.raises(CheckFailedError, match=f"run 1 was not published.*{words}"):
        run_nightly(database, (), AS_OF, engine="duckdb")
    assert run_test_statement(database, "runs") == [{"number": 1, "state": "failed", "published": 0}]


def test_an_entry_that_became_the_companys_is_not_seen_by_conservation(
    database: Database, night: Night
) -> None:
    run_test_statement(database, "damage_an_entry_is_the_companys")
    assert checks.conservation(database, night).passed
    assert not checks.recalculated(database, night).passed
