"""Each metric of random companies, with and without filters, is what the plain Python reference says."""

from dataclasses import replace
from datetime import date
from random import Random

import pytest

from graph.database import Database
from graph.metrics import METRICS, metric
from graph.nightly import run_nightly
from graph.reads.ledger import ledger
from graph.reads.runs import published_run
from graph.reads.standings import standings
from tests.metrics.company import Company, load
from tests.metrics.random_companies import random_company
from tests.metrics.reference import REFERENCE, Entry, Question
from tests.statements import run_test_statement

DAYS = [date(2025, 11, 30), date(2025, 12, 1), date(2025, 12, 20), date(2026, 1, 1), date(2026, 2, 1)]


def question(database: Database, facts: Company) -> Question:
    """Return the question about the published run, without filters."""
    run = published_run(database)
    return Question(
        facts,
        run.as_of,
        run.zone,
        [Entry(one.payee_id, one.order_id, one.day, one.amount) for one in ledger(database, run)],
        {one.member_id: one.rank for one in standings(database, run)},
    )


def filtered(ask: Question, seed: int) -> list[Question]:
    """Return the question without filters, and with several drawn ones."""
    random = Random(f"filters {seed}")
    found = [ask]
    for _ in range(4):
        first, last = sorted(random.sample(DAYS, 2))
        found.append(
            replace(
                ask,
                from_day=random.choice((None, first)),
                to_day=random.choice((None, last)),
                channel=random.choice(("", "", "wechat", "none")),
                team=random.choice(("", random.choice(ask.members()).id)) if ask.members() else "",
            )
        )
    return found


def check(database: Database, ask: Question) -> None:
    run = published_run(database)
    for name in METRICS:
        found = metric(
            database,
            run,
            name,
            from_day=ask.from_day,
            to_day=ask.to_day,
            channel=ask.channel,
            team=ask.team,
        )
        filters = ask.from_day, ask.to_day, ask.channel, ask.team
        assert found == REFERENCE[name](ask), (name, filters)


@pytest.mark.parametrize(
    "seed", [*range(4), *(pytest.param(n, marks=pytest.mark.full) for n in range(4, 100))]
)
def test_every_metric_is_that_of_the_reference(database: Database, seed: int):
    run_test_statement(database, "empty")
    facts, as_of = random_company(seed)
    load(database, facts)
    run_nightly(database, (), as_of)
    for ask in filtered(question(database, facts), seed):
        check(database, ask)
