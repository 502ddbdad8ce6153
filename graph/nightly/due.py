"""Does the ledger hold what is due? Orders are calculated anew by the reference, which knows no Cypher."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.clock import OPEN
from graph.database import Database, Row
from graph.facts import Line
from graph.nightly.findings import THE_COMPANY
from graph.nightly.steps import Night, common
from graph.reference.company import Company, Sale, packages_of
from graph.reference.ranks import State
from graph.reference.rewards import pay

_MOST = 200
_Grain = tuple[str, str, str]  # kind, matched kind of a peer entry, payee ("" the company)


@dataclass(frozen=True)
class Differs:
    """One sum of the ledger that is not what is due, in minor units; reward: the kind of its entries."""

    order: str
    reward: str
    payee: str
    due: int
    posted: int


def differences(database: Database, night: Night) -> tuple[int, list[Differs]]:
    """Return how many orders were calculated anew (R3-R6, R9), and each sum that differs from the ledger.

    They are the newest 200 package orders and 200 spread over all; all of them where there are fewer.
    Ranks and team owners are those of the run; packages and what they pay are calculated by other means.
    """
    orders = database.read("checks/ledger_sample", most=_MOST)
    found = database.read(
        "checks/ledger_people",
        buyers=sorted({row["buyer_id"] for row in orders}),
        open=OPEN,
        sinces=common(night)["sinces"],
    )
    people = {row["member_id"]: row for row in found}
    sponsor = {member: row["sponsor_id"] for member, row in people.items()}
    company = Company(sponsor, recruits={}, joined={}, openings={}, sales=())
    # Above a cycle of sponsors there is no end: the check of the tree tells of it.
    ending = [row for row in orders if _ends(row["buyer_id"], sponsor)]
    return len(ending), [one for row in ending for one in _of_order(row, night, company, people)]


def _ends(member: str, sponsor: Mapping[str, str]) -> bool:
    seen = set()
    while member and member not in seen:
        seen.add(member)
        member = sponsor[member]
    return not member


def _of_order(row: Row, night: Night, company: Company, people: Mapping[str, Row]) -> Iterator[Differs]:
    sale = _sale(row, night)
    due: Counter[_Grain] = Counter()
    for entry, amount in pay(sale, _state(row, company, people), company):
        due[entry.kind, entry.source, entry.payee_id] += amount
    posted: Counter[_Grain] = Counter()
    for kind, source, payee, amount in row["posted"]:
        posted[kind, source, payee] += amount
    for grain in sorted(due.keys() | posted.keys()):
        if due[grain] != posted[grain]:
            kind, _, payee = grain
            yield Differs(sale.id, kind, payee or THE_COMPANY, due[grain], posted[grain])


def _sale(row: Row, night: Night) -> Sale:
    # Before the first plan begins there is none, and nothing is due.
    plan = next((one.plan for one in night.windows if one.start <= row["clk"] < one.until), None)
    lines = [Line(row["order_id"], 0, *line) for line in row["lines"]]
    net = row["net"]
    packages = packages_of(net, lines, night.plan) if net > 0 else {}
    return Sale(row["order_id"], row["buyer_id"], True, row["buyer_id"], 0, row["day"], net, packages, plan)


def _state(row: Row, company: Company, people: Mapping[str, Row]) -> State:
    """Return ranks before the order, and the owners of those who have a team by then, its buyer included."""
    buyer = row["buyer_id"]
    above = company.upline(buyer)
    first = [buyer, *above[:1]]
    owners = [people[member]["owner_id"] for member in first]
    mentors = [people[owner]["owner_id"] for owner in owners if owner]
    rank = {}
    owner = {}
    for member in {*first, *above, *owners, *mentors} - {""}:
        since = people[member]["since"]
        rank[member] = sum(point < row["clk"] for point in since)
        if since and since[0] <= row["clk"]:
            owner[member] = people[member]["owner_id"]
    return State(rank=rank, brought_by={}, owner=owner)
