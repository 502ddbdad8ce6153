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


def kind_of(explanation: OrderExplanation, kind: str) -> Kind:
    return next(listed for listed in explanation.kinds if listed.kind == kind)


def payments(explanation: OrderExplanation, kind: str) -> list[tuple[str, str, int, tuple[str, ...]]]:
    """Return (source, payee, amount, ids of the reasons) of a kind."""
    paid = kind_of(explanation, kind).payments
    return [
        (payment.source, payment.payee_id, payment.amount, tuple(why.id for why in payment.reasons))
        for payment in paid
    ]


def not_paid(explanation: OrderExplanation, kind: str) -> list[tuple[str, str, str]]:
    """Return (source, members, reason) of who got nothing, members joined by a blank."""
    refusals = kind_of(explanation, kind).not_paid
    return [(refusal.source, " ".join(refusal.members), refusal.reason.id) for refusal in refusals]


def values(explanation: OrderExplanation, kind: str, reason_id: str) -> list[dict[str, object]]:
    """Return the parameters of every reason of an id that a kind gives."""
    payouts = kind_of(explanation, kind)
    reasons = [*payouts.working, *payouts.breakage_reasons, *(one.reason for one in payouts.not_paid)]
    reasons += [why for one in payouts.payments for why in one.reasons]
    return [dict(why.values) for why in dict.fromkeys(reasons) if why.id == reason_id]


def corrections(postings: Iterable[Posting]) -> list[tuple[int, int, tuple[str, ...]]]:
    """Return (run, amount, ids of what had changed) of postings."""
    return [(one.run, one.amount, tuple(why.id for why in one.reasons)) for one in postings]
