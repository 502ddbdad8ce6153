"""What is withdrawn and comes back, orders, refunds, corrections: no answer of a published run changes."""

from collections import Counter
from datetime import date, datetime
from typing import Any

import pytest

from graph.clock import to_micros
from graph.database import Database
from graph.nightly import NightSummary, run_nightly
from graph.reads.ledger import ledger
from graph.reads.runs import run_numbered
from graph.reads.standings import standings
from tests.etl.deliveries import Rows, load, waiting
from tests.nightly.answers import answers

START = {
    "communities": ["k|a|Kitchen|app"],
    "products": ["P699|Package", "T|Tea"],
    "members": [
        "r||2026-01-01|Root|web",
        "a|r|2026-01-01|Ann|app",
        "b|a|2026-01-02|Bob|web|k",
        "c|a|2026-01-02|Cid|app",
    ],
    "customers": ["u|k|2026-01-02|web"],
    "orders": [
        "o1|b|2026-01-05|699.00|shop",
        "o2|c|2026-01-06|1398.00",
        "o3|u|2026-01-07|50.00",
        "o4|a|2026-01-04|699.00",
        "o5|r|2026-01-03|699.00",
        "o6|b|2026-02-03|699.00",
    ],
    "order_lines": [
        "o1|1|P699|1|699.00",
        "o2|1|P699|2|1398.00",
        "o3|1|T|5|50.00",
        "o4|1|P699|1|699.00",
        "o5|1|P699|1|699.00",
        "o6|1|P699|1|699.00",
    ],
    "refunds": ["f1|o1|2026-01-08|99.00", "f2|o2|2026-01-09|698.00", "f3|o3|2026-01-10|20.00"],
    "touches": [
        "t1|v1|2026-01-02|app|a|b",
        "t2|v2|2026-01-02T01|web||c",
        "t3|v3|2026-01-03|app|a|u",
    ],
    "spend": ["2026-01-02|app|marketing|10.00", "2026-01-02|web|marketing|20.00"],
}
MEMBERS = ["r", "a", "b", "c"]
ORDERS = ["o1", "o2", "o3", "o4", "o6"]
SPANS = [
    (None, None),
    (date(2026, 1, 5), date(2026, 1, 6)),
    (date(2026, 1, 3), date(2026, 2, 5)),
]
# Lines that do not add up any more: of a first order, of a larger one, and of a customer's.
BROKEN = {"order_lines": ["o1|2|T|1|1.00", "o2|2|T|1|1.00", "o3|2|T|1|1.00", "o6|2|T|1|1.00"]}
AS_THEY_WERE = {
    "order_lines": ["o1|1|P699|1|698.00", "o2|1|P699|2|1397.00", "o3|1|T|5|49.00", "o6|1|P699|1|698.00"]
}
OTHERWISE = {
    "orders": [
        "o1|c|2026-01-25|700.00",
        "o2|b|2026-01-06T02|1399.00",
        "o3|c|2026-01-03|51.00",
        "o6|c|2026-01-09|700.00",
    ],
}
BROKEN_AGAIN = {"order_lines": ["o1|3|T|1|2.00", "o2|3|T|1|2.00", "o3|3|T|1|2.00"]}
AGAIN_AS_THEY_WERE = {"order_lines": ["o1|1|P699|1|696.00", "o2|1|P699|2|1395.00", "o3|1|T|5|47.00"]}
AGAIN_AS_REPAIRED = {"order_lines": ["o1|1|P699|1|697.00", "o2|1|P699|2|1396.00", "o3|1|T|5|48.00"]}
AGAIN_OTHERWISE = {
    "orders": ["o1|b|2026-01-04T03|701.00", "o2|c|2026-01-26|1400.00", "o3|u|2026-01-03|52.00"]
}


class Watched:
    """A company whose published runs are asked again after every delivery and every night."""

    def __init__(self, database: Database) -> None:
        """Begin with nothing published."""
        self.database = database
        self.told: dict[int, dict[str, Any]] = {}

    def deliver(self, rows: Rows, name: str = "") -> None:
        """Load rows; nothing published may change."""
        load(self.database, rows, name)
        self.look(f"after delivery {name or rows}")

    def night(self, day: str) -> NightSummary:
        """Publish a run as of the beginning of a day; nothing published before may change."""
        done = run_nightly(self.database, (), to_micros(datetime.fromisoformat(f"{day}T00:00:00+00:00")))
        self.look(f"after run {done.run}")
        self.told[done.run] = self._answers(done.run)
        return done

    def look(self, when: str) -> None:
        """Compare every answer of every published run with what it was."""
        for number, told in self.told.items():
            now = self._answers(number)
            assert [name for name in told if now[name] != told[name]] == [], f"of run {number} {when}"

    def _answers(self, number: int) -> dict[str, object]:
        return answers(
            self.database,
            number,
            members=MEMBERS,
            orders=ORDERS,
            channels=["app", "web"],
            spans=SPANS,
            first_month=2026 * 12,
        )


def orders_that_wait(database: Database) -> set[str]:
    """Return the ids of the orders in the quarantine."""
    return {key.split()[1] for key in waiting(database) if key.startswith("order")}


@pytest.fixture
def company(database: Database) -> Watched:
    """The company, loaded, with a first run that counts all but o6."""
    watched = Watched(database)
    load(database, START)
    watched.night("2026-01-20")
    return watched


@pytest.mark.full
@pytest.mark.parametrize(
    ("repaired", "again"),
    [(AS_THEY_WERE, AGAIN_OTHERWISE), (OTHERWISE, AGAIN_AS_REPAIRED)],
    ids=["as they were, then otherwise", "otherwise, then as repaired"],
)
def test_orders_that_come_back_after_a_run_change_no_answer_of_an_earlier_one(
    company: Watched, repaired: Rows, again: Rows
):
    company.deliver(BROKEN, "broken")
    company.night("2026-01-21")
    company.deliver(repaired, "repaired")
    assert not orders_that_wait(company.database)
    company.night("2026-02-10")
    company.deliver(BROKEN_AGAIN, "broken again")
    company.night("2026-02-11")
    company.deliver(again, "repaired again")
    assert not orders_that_wait(company.database)
    company.night("2026-02-12")


@pytest.mark.full
@pytest.mark.parametrize(
    ("repaired", "again"),
    [(AS_THEY_WERE, AGAIN_AS_THEY_WERE), (OTHERWISE, AGAIN_AS_REPAIRED)],
    ids=["as they were", "otherwise"],
)
def test_orders_that_come_back_before_the_next_run_change_no_answer_of_an_earlier_one(
    company: Watched, repaired: Rows, again: Rows
):
    company.deliver(BROKEN, "broken")
    company.deliver(repaired, "repaired")
    assert not orders_that_wait(company.database)
    company.night("2026-02-10")
    company.deliver(BROKEN_AGAIN, "broken again")
    company.deliver(again, "repaired again")
    company.night("2026-02-11")


def test_an_order_that_came_back_just_so_before_the_next_run_is_what_it_was(company: Watched):
    broken, repaired = {"order_lines": ["o4|2|T|1|1.00"]}, {"order_lines": ["o4|1|P699|1|698.00"]}
    before = company.told[1]
    company.deliver(broken)
    company.deliver(repaired)
    assert company.night("2026-01-21").entries == 0
    assert list(standings(company.database, run_numbered(company.database, 2))) == before["standings"]


def test_lines_that_come_later_are_no_part_of_earlier_answers(database: Database):
    company = Watched(database)
    lines = [line for line in START["order_lines"] if not line.startswith("o2")]
    load(database, {**START, "order_lines": lines})
    company.night("2026-01-20")
    company.deliver({"order_lines": ["o2|1|P699|2|1398.00"]})
    company.night("2026-01-21")
    assert company.told[2]["ledger of o2"]


@pytest.mark.full
def test_refunds_that_come_back_change_no_answer_of_an_earlier_run(company: Watched):
    company.deliver({"refunds": ["e1|o1|2026-01-06|650.00", "e2|o2|2026-01-08|1000.00"]}, "earlier ones")
    assert set(waiting(company.database)) == {"refunds f1", "refunds f2"}
    company.night("2026-01-21")
    company.deliver({"refunds": ["d1|o1|2026-01-05T09|100.00", "d2|o2|2026-01-07|500.00"]}, "earliest ones")
    assert set(waiting(company.database)) == {"refunds e1", "refunds e2"}
    company.night("2026-01-22")
    company.deliver(BROKEN, "broken")
    company.night("2026-01-23")
    company.deliver(OTHERWISE, "repaired")
    company.night("2026-02-10")


def test_a_refund_that_comes_back_before_the_next_run_changes_no_answer(company: Watched):
    company.deliver({"refunds": ["e1|o1|2026-01-06|650.00", "e2|o2|2026-01-08|1000.00"]}, "earlier ones")
    company.deliver({"refunds": ["d1|o1|2026-01-05T09|100.00", "d2|o2|2026-01-07|500.00"]}, "earliest ones")
    assert set(waiting(company.database)) == {"refunds e1", "refunds e2"}
    company.night("2026-01-22")


@pytest.mark.full
def test_a_refund_that_comes_back_on_another_order_changes_no_answer(company: Watched):
    company.deliver(BROKEN, "broken")
    company.deliver({"refunds": ["f1|o4|2026-01-08|99.00"]}, "moved")
    company.deliver(AS_THEY_WERE, "repaired")
    assert not orders_that_wait(company.database)
    company.night("2026-02-10")
    assert [one.personal for one in company.told[2]["standings"]] == [630_00, 1398_00, 700_00, 699_00]


@pytest.mark.full
def test_corrections_that_come_back_change_no_answer_of_an_earlier_run(company: Watched):
    company.deliver({"sponsor_corrections": ["b|c|2026-01-10|first"]}, "a correction")
    company.night("2026-01-21")
    company.deliver({"sponsor_corrections": ["c|b|2026-01-09|second"]}, "an earlier one")
    company.night("2026-01-22")
    company.deliver({"sponsor_corrections": ["c|a|2026-01-09T12|back again"]}, "between")
    company.night("2026-01-23")


def test_the_explanation_of_an_order_that_came_back_says_so(company: Watched):
    company.deliver(BROKEN, "broken")
    company.night("2026-01-21")
    company.deliver(AS_THEY_WERE, "repaired")
    company.night("2026-01-22")
    told = company.told[3]["explain o1"]
    causes = {
        (posting["run"], why["id"])
        for kind in told["kinds"]
        for payment in kind["payments"]
        for posting in payment["postings"]
        for why in posting["reasons"]
    }
    assert {(2, "new_withdrawal"), (3, "new_return")} <= causes
    assert (told["order"]["run"], told["order"]["withdrawn"]) == (1, 0)


def test_what_an_order_brought_moves_with_it_to_its_new_day(company: Watched):
    def brought(number: int, first: date | None = None, end: date | None = None) -> dict[str, int]:
        run, found = run_numbered(company.database, number), Counter[str]()
        for one in ledger(company.database, run, from_day=first, to_day=end):
            found[one.day] += one.amount if one.order_id == "o4" else 0
        return {day: amount for day, amount in found.items() if amount}

    old, new = date(2026, 1, 4), date(2026, 1, 5)
    assert brought(1) == {"2026-01-04": 380_00}
    company.deliver({"order_lines": ["o4|2|T|1|1.00"]}, "broken")
    company.deliver({"orders": ["o4|a|2026-01-05|700.00"]}, "repaired on another day")
    company.night("2026-01-21")
    assert brought(2) == brought(2, new, None) == {"2026-01-05": 380_00}
    assert brought(2, old, new) == {}
    assert brought(1) == brought(1, old, new) == {"2026-01-04": 380_00}
    there_and_back = {
        (one.kind, one.amount)
        for one in ledger(company.database, run_numbered(company.database, 2), from_day=old, to_day=new)
        if one.order_id == "o4"
    }
    assert there_and_back == {(kind, sign * amount) for kind, amount in there_and_back for sign in (1, -1)}
