"""Does the ledger hold what is due? Orders are calculated anew by the reference, which knows no Cypher."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.clock import OPEN
from graph.database import Database, Row
from graph.facts import Line
from graph.kinds.moment import Moment, Person
from graph.nightly.findings import THE_COMPANY
from graph.nightly.steps import Night, common
from graph.reference.company import packages_of
from graph.reference.rewards import amounts, dues

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
    Ranks are those of the run, and so are team owners but the buyer's; packages and all that follows are
    calculated by other means.
    """
    orders = database.read("nightly/checks/ledger_sample", most=_MOST)
    found = database.read(
        "nightly/checks/ledger_people",
        buyers=sorted({row["buyer_id"] for row in orders}),
        open=OPEN,
        sinces=common(night)["sinces"],
    )
    people = {
        row["member_id"]: Person(row["member_id"], since=tuple(row["since"]), owner_id=row["owner_id"])
        for row in found
    }
    sponsor = {row["member_id"]: row["sponsor_id"] for row in found}
    # Above a cycle of sponsors there is no end: the check of the tree tells of it.
    ending = [row for row in orders if _ends(row["buyer_id"], sponsor)]
    return len(ending), [one for row in ending for one in _of_order(row, night, sponsor, people)]


def _ends(member: str, sponsor: Mapping[str, str]) -> bool:
    seen = set()
    while member and member not in seen:
        seen.add(member)
        member = sponsor[member]
    return not member


def _of_order(
    row: Row, night: Night, sponsor: Mapping[str, str], people: Mapping[str, Person]
) -> Iterator[Differs]:
    # Before the first plan begins there is none, and nothing is due.
    plan = next((one.plan for one in night.windows if one.start <= row["clk"] < one.until), None)
    due = Counter(dict(amounts(dues(_moment(row, night, sponsor, people), plan)))) if plan else Counter()
    posted: Counter[_Grain] = Counter()
    for kind, source, payee, amount in row["posted"]:
        posted[kind, source, payee] += amount
    for grain in sorted(due.keys() | posted.keys()):
        if due[grain] != posted[grain]:
            kind, _, payee = grain
            yield Differs(row["order_id"], kind, payee or THE_COMPANY, due[grain], posted[grain])


def _moment(row: Row, night: Night, sponsor: Mapping[str, str], people: Mapping[str, Person]) -> Moment:
    lines = [Line(row["order_id"], 0, *line) for line in row["lines"]]
    packages = packages_of(row["net"], lines, night.plan) if row["net"] > 0 else {}
    upline = [people[row["buyer_id"]]]
    while above := sponsor[upline[-1].id]:
        upline.append(people[above])
    return Moment(row["clk"], packages, upline, people)
