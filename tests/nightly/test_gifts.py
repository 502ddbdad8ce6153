"""A database from before plans said whether a line of 0.00 is a package: it was one, and is none any more."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from graph.database import Database
from graph.errors import CheckFailedError, UserError
from graph.explain import explain_order
from graph.nightly import run_nightly, steps
from graph.outcome import Published
from graph.plan import load_plan
from graph.reads.runs import Run, published_run, run_numbered
from graph.reference import calculate
from tests.spec.neo4j_engine import deliver, published_outcome
from tests.spec.tables import company, moment, plan_with
from tests.statements import run_test_statement

AS_OF = moment("2026-02-01T00:00")
FACTS = company(
    "S\nA S\nB A\nC B",
    "o1 A P699\no2 C P699+5.00 2026-01-05T10:00 0\no3 C P699 2026-01-06T10:00",
    openings="S province\nB member A",
)
COUNTED, NONE = plan_with(gifts="packages"), load_plan("chain_699")


@pytest.fixture
def earlier(database: Database) -> Run:
    """A run whose plan does not say the reading, as runs kept it before there was one."""
    deliver(database, FACTS)
    run_nightly(database, [COUNTED], AS_OF)
    without = run_test_statement(database, "plans_without_gifts", line="  gifts: packages\n")
    assert without
    assert all("gifts" not in json.loads(row["plans"])[0]["readings"] for row in without)
    return published_run(database)


@pytest.mark.usefixtures("earlier")
def test_the_next_night_takes_back_what_gifts_were_paid(database: Database) -> None:
    assert published_outcome(database, FACTS) == calculate(FACTS, [COUNTED], AS_OF)
    assert run_nightly(database, (), AS_OF).entries > 0
    before = Published(calculate(FACTS, [COUNTED], AS_OF), AS_OF)  # what closed pool days shared stands
    assert published_outcome(database, FACTS) == calculate(FACTS, [NONE], AS_OF, before)
    assert published_outcome(database, FACTS, run_numbered(database, 1)) == calculate(FACTS, [COUNTED], AS_OF)
    assert run_nightly(database, (), AS_OF).entries == 0


@pytest.mark.usefixtures("earlier")
def test_each_run_explains_a_gift_as_it_read_it(database: Database) -> None:
    run_nightly(database, (), AS_OF)
    before = explain_order(database, run_numbered(database, 1), "o2")
    assert [why.id for why in before.notes] == ["first_package"]
    assert before.sums.paid > 0
    now = explain_order(database, published_run(database), "o2")
    assert [why.id for why in now.notes] == ["no_packages", "gift"]
    assert now.sums.paid == 0
    reversed_postings = [posting for kind in now.kinds for one in kind.reversed for posting in one.postings]
    assert {why.id for one in reversed_postings if one.run == 2 for why in one.reasons} >= {"gifts_changed"}


@pytest.mark.usefixtures("earlier")
def test_a_company_can_say_that_gifts_stay_packages(database: Database) -> None:
    assert run_nightly(database, [COUNTED], AS_OF).entries == 0
    assert published_run(database).plans == (COUNTED,)
    assert published_outcome(database, FACTS) == calculate(FACTS, [COUNTED], AS_OF)
    assert run_nightly(database, (), AS_OF).entries == 0
    with pytest.raises(UserError, match="already valid from the beginning"):
        run_nightly(database, [NONE], AS_OF)


@pytest.mark.usefixtures("earlier")
def test_later_plans_follow_in_the_reading_of_the_first(database: Database) -> None:
    later = COUNTED.model_copy(update={"name": "later", "valid_from": date(2026, 1, 20)})
    with pytest.raises(UserError, match="changes readings of the earlier plan"):
        run_nightly(database, [later], AS_OF)
    assert run_nightly(database, [COUNTED, later], AS_OF).entries == 0


def test_a_night_that_counts_a_gift_as_a_package_is_not_published(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    network = steps.network

    def counting_gifts(night: steps.Night) -> Iterator[steps.Step]:
        for step in network(night):
            own = {**step.own, "gifts": True} if "gifts" in step.own else step.own
            yield replace(step, own=own)

    monkeypatch.setattr(steps, "network", counting_gifts)
    deliver(database, FACTS)
    with pytest.raises(CheckFailedError, match="order o2: direct referral to B: due 0, posted 20000"):
        run_nightly(database, [NONE], AS_OF)
