"""A member is erased: what goes from the graph, what stays, and what later deliveries may not bring back."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from etl.personal import erase_member, fill_log_file
from etl.personal.export import member_data
from graph.database import Database
from graph.embedded.home import home_of
from graph.embedded.jars import read_lock
from graph.embedded.java import configuration
from graph.embedded.memory import Memory
from graph.errors import UserError
from graph.metrics import METRICS, figures, metric
from graph.nightly import run_nightly
from graph.reads.current import Current
from graph.reads.directory import Directories
from graph.reads.ledger import ledger
from graph.reads.runs import Run, published_run, run_numbered
from graph.reads.search import SearchArea, search
from graph.reads.standings import standings
from graph.settings import Settings
from tests.etl.deliveries import Rows, load, nodes, waiting
from tests.metrics.company import micros
from tests.statements import run_test_statement

PEOPLE = [
    "root | | 2025-12-01 | Root | wechat",
    "m1 | root | 2026-01-03 | Wang Xiaoming | douyin",
    "m2 | m1 | 2026-01-04 | Li Lei | wechat",
]
TOUCHES = [
    "touch-one | visitor-of-m1 | 2026-01-02 | wechat | root | ",
    "touch-two | visitor-of-m1 | 2026-01-03 | search | | m1",
    "touch-b | visitor-of-m1 | 2026-01-03 | douyin | root | ",
    "touch-three | visitor-of-m2 | 2026-01-03 | wechat | m1 | m2",
]
FIRST: Rows = {
    "members": PEOPLE,
    "orders": [
        "o0 | root | 2026-01-01 | 699.00",
        "o1 | m1 | 2026-01-05 | 699.00",
        "o2 | m2 | 2026-01-06 | 50.00",
    ],
    "order_lines": ["o0 | 1 | P699 | 1 | 699.00", "o1 | 1 | P699 | 1 | 699.00"],
    "products": ["P699 | package"],
    "touches": TOUCHES,
    "sponsor_corrections": ["m1 | root | 2026-01-20 | Wang asked for it"],
}
PERSONAL = ("Wang", "touch-one", "touch-two", "touch-b", "visitor-of-m1")
SPANS = [(None, None), (date(2026, 1, 1), date(2026, 2, 1)), (date(2026, 1, 2), date(2026, 1, 20))]
OF_VISITORS = ("conversion", "funnel", "attribution")


@pytest.fixture
def nights(database: Database) -> Database:
    """Two published runs: the touches were known before the second one only in part."""
    load(database, {**FIRST, "touches": TOUCHES[:1] + TOUCHES[3:]}, "first")
    run_nightly(database, (), micros("2026-02-10"))
    load(database, FIRST, "second")
    run_nightly(database, (), micros("2026-02-11"))
    return database


def texts(database: Database) -> str:
    """Return every property of every node and link of the graph as one text."""
    return json.dumps(run_test_statement(database, "all_properties"), ensure_ascii=False)


def answers(database: Database) -> dict[object, object]:
    """Return the figures of both runs: ledger, standings, and metrics kept and counted, of teams and days."""
    known: dict[object, object] = {}
    for number in (1, 2):
        run = run_numbered(database, number)
        known[number, "ledger"] = list(ledger(database, run))
        known[number, "standings"] = [replace(row, name="") for row in standings(database, run)]
        for name in METRICS:
            known[number, name, "kept"] = metric(database, run, name)
            for first, end in SPANS[1:]:
                known[number, name, first, end] = figures(database, run, name, from_day=first, to_day=end)
        known |= {(number, *key): rows for key, rows in of_visitors(database, run).items()}
    return known


def of_visitors(database: Database, run: Run) -> dict[tuple[object, ...], object]:
    """Return the metrics that count touches, counted anew by team, days and channel of the touch."""
    channels = ("", "wechat", "search", "douyin", "none")
    return {
        (name, team, first, end, channel): figures(
            database, run, name, team=team, from_day=first, to_day=end, channel=channel
        )
        for name in OF_VISITORS
        for team in ("", "root")
        for first, end in SPANS[::2]
        for channel in channels
    }


def test_name_channel_and_touches_are_gone_from_every_version_and_figures_stay(nights: Database):
    before = answers(nights)
    assert all(one in texts(nights) for one in PERSONAL)
    done = erase_member(nights, "m1", "asked for by letter")
    assert (done.touches, done.reasons, done.waiting, done.before) == (3, 1, {}, False)
    left = texts(nights)
    assert [one for one in PERSONAL if one in left] == []
    assert "Li Lei" in left
    assert "visitor-of-m2" in left
    assert answers(nights) == before
    assert run_nightly(nights, (), micros("2026-02-11")).entries == 0
    assert answers(nights) == before
    assert [one.name for one in standings(nights, published_run(nights), member="m1")] == [""]
    kept = member_data(nights, "m1")["member"]
    assert (kept["name"], kept["channel"], kept["erased_reason"]) == (None, None, "asked for by letter")


def test_who_is_erased_stays_erased_when_all_is_delivered_again(nights: Database):
    erase_member(nights, "m1", "a letter")
    before = answers(nights)
    more = [
        *TOUCHES,
        "touch-new | visitor-of-m1 | 2026-01-09 | wechat | | ",
        "touch-x | v9 | 2026-01-09 | wechat | | m1",
    ]
    summary = load(nights, {**FIRST, "touches": more}, "again")
    assert summary.quarantined == 0
    assert tuple(map(str, summary.notices)) == (
        "members: 1 row of members that were erased: name and channel left empty (docs/privacy.md)",
        "sponsor_corrections: 1 row of members that were erased: reason left empty (docs/privacy.md)",
        "touches: 5 rows of members that were erased: left out (docs/privacy.md)",
    )
    assert not any(one in texts(nights) for one in (*PERSONAL, "touch-new", "touch-x"))
    assert run_nightly(nights, (), micros("2026-02-11")).entries == 0
    assert answers(nights) == before


def test_a_bad_row_of_an_erased_member_waits_without_its_name(nights: Database):
    erase_member(nights, "m1", "a letter")
    load(
        nights,
        {
            "members": [
                " m1 | root | yesterday | Wang Xiaoming | douyin",
                "m3 | nobody | 2026-01-09 | Han",
            ],
            "touches": ["touch-two | visitor-of-m1 | yesterday | wechat | | m1"],
        },
        "bad",
    )
    rows = {row["key"]: row for row in nights.read("load/quarantine/page", table="")}
    assert set(rows) == {"m1", "m3"}
    assert not any(one in texts(nights) for one in PERSONAL)


def test_waiting_rows_go_and_an_order_that_is_delivered_again_counts(database: Database):
    load(
        database,
        {
            "members": ["root | | 2025-12-01", "m1 | nobody | 2026-01-03 | Wang Xiaoming | douyin"],
            "orders": ["o1 | m1 | 2026-01-05 | 699.00"],
            "touches": ["touch-one | visitor-of-m1 | 2026-01-03 | wechat | | m1"],
        },
    )
    done = erase_member(database, "m1", "a letter")
    assert (done.waiting, done.touches) == ({"members": 1, "touches": 1, "orders": 1}, 0)
    assert database.read("load/quarantine/page", table="") == []
    repaired = ["m1 | root | 2026-01-03 | Wang Xiaoming | douyin"]
    load(database, {"members": repaired, "orders": ["o1 | m1 | 2026-01-05 | 699.00"]}, "repaired")
    assert [row["key"] for row in database.read("load/quarantine/page", table="")] == []
    assert "Wang" not in texts(database)
    assert member_data(database, "m1")["orders"][0]["order_id"] == "o1"


def test_erasing_twice_keeps_the_first_time_and_reason(nights: Database):
    first = erase_member(nights, "m1", "a letter")
    second = erase_member(nights, "m1", "another one")
    assert (second.at, second.before, second.touches) == (first.at, True, 0)
    assert member_data(nights, "m1")["member"]["erased_reason"] == "a letter"


def test_who_is_not_there_or_no_reason_is_refused(nights: Database):
    with pytest.raises(UserError, match="there is no member 'M1', loaded or waiting"):
        erase_member(nights, "M1", "a letter")
    for reason in (" ", "x" * 1001):
        with pytest.raises(UserError, match="say why in 1 to 1000 characters"):
            erase_member(nights, "m1", reason)


def test_an_answer_given_before_is_not_taken_for_the_one_after(nights: Database):
    before = Current(nights).published().facts
    erase_member(nights, "m1", "a letter")
    assert Current(nights).published().facts != before


def test_the_name_is_not_found_any_more(nights: Database, names: Callable[[str], list[str]]):
    assert names("Wang") == ["m1"]
    erase_member(nights, "m1", "a letter")
    assert names("Wang") == []


def test_the_transaction_log_goes_on_in_a_new_file_so_that_the_old_one_can_go(
    database: Database, settings: Settings
):
    folder = home_of(settings, read_lock().version).stores[1]
    name = b"Wang Xiaoming of the seven hills"

    def newest() -> Path:
        return max(folder.glob("neostore.transaction.db.*"), key=lambda file: int(file.suffix[1:]))

    load(database, {"members": [f"m1 | | 2026-01-03 | {' '.join([name.decode()] * 6)}"]})
    erase_member(database, "m1", "a letter")
    before = newest()
    assert name in before.read_bytes()
    fill_log_file(database, "m1")
    assert newest() != before
    assert name not in newest().read_bytes()
    assert "filler" not in texts(database)
    assert "retention_policy=keep_none" in configuration(Memory(512, 128), 7687, quick=False)


@pytest.fixture
def names(database: Database) -> Callable[[str], list[str]]:
    """Return the ids of the members that a search by name shows."""

    known = Directories(database, Current(database, seconds=0))

    def ids(text: str) -> list[str]:
        rows = search(database, published_run(database), known.newest(), SearchArea(), text, limit=10)
        return [row.member.standing.member_id for row in rows]

    return ids


def test_the_reason_of_an_adjustment_is_erased_and_stays_so(database: Database):
    told = {"adjustments": ["a1 | m1 | 2026-01-20 | 5.00 | Wang fell ill | Ann | Bo"]}
    load(database, {**FIRST, **told})
    assert erase_member(database, "m1", "asked for it").reasons == 2
    assert "Wang" not in texts(database)
    load(database, told, "again")
    assert nodes(database, "Adjustment")["a1"].get("reason") is None
    assert waiting(database) == {}
