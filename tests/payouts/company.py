"""A small company that pays: what members have available after each run, and outcomes of a batch."""

from graph.database import Database
from graph.nightly import run_nightly
from graph.payouts.batches import Batch, Line, LineState, lines
from graph.payouts.confirming import Confirmed, Outcome, confirm
from graph.payouts.deciding import approve
from graph.payouts.preparing import Order, prepare
from graph.payouts.settings import PayoutSettings
from graph.reads.runs import published_run
from graph.reads.standings import standings
from tests.spec.neo4j_engine import deliver
from tests.spec.tables import company, moment

MEMBERS = """
U
A U
A1 A
A2 A
B1 A1
B2 A1
"""
ORDERS = """
o1 A P699 2026-01-05T10:00
o2 A1 P699 2026-01-05T11:00
o3 A2 P699 2026-01-05T12:00
o4 B1 P699 2026-01-05T13:00
o5 B2 P699 2026-01-05T14:00
"""
OPENINGS = "U partner"
NO_TERMS = PayoutSettings()
LIN, CHEN = "lin", "chen"


def publish(database: Database, until: str = "2026-02-01T00:00", more: str = "", refunds: str = "") -> None:
    """Deliver all that is known and publish a run."""
    deliver(database, company(MEMBERS, ORDERS + more, refunds=refunds, openings=OPENINGS))
    run_nightly(database, as_of=moment(until))


def prepared(database: Database, minimum: int = 1, terms: PayoutSettings = NO_TERMS) -> Batch:
    return prepare(database, terms, Order(LIN, minimum=minimum)).batch


def approved(database: Database, minimum: int = 1, terms: PayoutSettings = NO_TERMS) -> Batch:
    return approve(database, prepared(database, minimum, terms).number, CHEN)


def by_member(database: Database, number: int) -> dict[str, Line]:
    return {line.member_id: line for line in lines(database, number)}


def noted(database: Database, number: int, **states: str) -> Confirmed:
    """Note what became of members' lines: A="paid"."""
    outcomes = [outcome_of(member, state) for member, state in states.items()]
    return confirm(database, number, outcomes, LIN)


def outcome_of(member: str, state: str) -> Outcome:
    return Outcome(f"row of {member}", member, LineState(state), f"bank {member}")


def available(database: Database) -> dict[str, int]:
    """Return what is available to whom has anything, in minor units: earned less held."""
    run = published_run(database)
    return {
        one.member_id: one.earned - one.held for one in standings(database, run) if one.earned != one.held
    }
