"""A published company to explain, and explanations as short rows to compare."""

from collections.abc import Callable, Iterable

import pytest

from graph.database import Database
from graph.explain.model import Kind, OrderExplanation, Posting
from graph.facts import Facts
from graph.nightly import run_nightly
from graph.plan import Plan
from graph.reads.runs import Run, published_run
from tests.spec.neo4j_engine import deliver
from tests.spec.tables import moment

LATER = moment("2027-01-01T00:00")
Publish = Callable[..., Run]


@pytest.fixture
def publish(database: Database) -> Publish:
    """Deliver facts and calculate: `publish(facts, *plans, as_of=LATER)`; each call is one more night."""

    def published(facts: Facts, *plans: Plan, as_of: int = LATER) -> Run:
        deliver(database, facts)
        run_nightly(database, plans, as_of)
        return published_run(database)

    return published


def kind_of(told: OrderExplanation, kind: str) -> Kind:
    return next(one for one in told.kinds if one.kind == kind)


def payments(told: OrderExplanation, kind: str) -> list[tuple[str, str, int, tuple[str, ...]]]:
    """Return (source, payee, amount, ids of the reasons) of a kind."""
    found = kind_of(told, kind).payments
    return [(one.source, one.payee_id, one.amount, tuple(why.id for why in one.reasons)) for one in found]


def not_paid(told: OrderExplanation, kind: str) -> list[tuple[str, str, str]]:
    """Return (source, members, reason) of who got nothing, members joined by a blank."""
    found = kind_of(told, kind).not_paid
    return [(one.source, " ".join(one.members), one.reason.id) for one in found]


def values(told: OrderExplanation, kind: str, reason_id: str) -> list[dict[str, object]]:
    """Return the parameters of every reason of an id that a kind gives."""
    found = kind_of(told, kind)
    given = [*found.working, *found.breakage_reasons, *(one.reason for one in found.not_paid)]
    given += [why for one in found.payments for why in one.reasons]
    return [dict(why.values) for why in dict.fromkeys(given) if why.id == reason_id]


def corrections(postings: Iterable[Posting]) -> list[tuple[int, int, tuple[str, ...]]]:
    """Return (run, amount, ids of what had changed) of postings."""
    return [(one.run, one.amount, tuple(why.id for why in one.reasons)) for one in postings]
