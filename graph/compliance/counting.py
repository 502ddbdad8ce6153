"""Counts what the tests of the law look at, by month, and the lists of those who stand behind it.

Ids only are kept with a run, no names and no channels: an erasure takes those in every run.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from graph.compliance.flags import CAP
from graph.concurrency import each
from graph.database import Database, Row
from graph.kinds.conditions.package import HoldsPackage
from graph.metrics.query import count
from graph.metrics.window import DAY, Window
from graph.plan.model import Plan
from graph.reads.runs import Run

COMPLIANCE = "compliance"
"""The name under which a run keeps all of it, as one row."""
MOST_LISTED = 100
"""How many rows a list has at most."""
RING, RING_DAYS = 3, 30
"""Accounts of a ring of self-purchase at least, and how many days ago each bought at least."""
RECRUITS, RECRUITS_DAYS = 5, 60
"""Recruits of a sponsor at least of whom none ordered again, and how old their first orders are at least."""
_PEOPLE, _LEVELS = 30, 3
_MONTHLY = ("rewards", "packages", "retail", "capped")
_LISTS = ("over_cap", "rings", "never_again", "beyond_goods")
_WAITS = {"rings": (RING, RING_DAYS), "never_again": (RECRUITS, RECRUITS_DAYS)}


NAMES = ("roots", *_MONTHLY, *_LISTS)
"""What is counted, by its statement of cypher/read/compliance/ and of sql/compliance/."""


def count_compliance(database: Database, run: Run, window: Window) -> Row:
    """Return everything of a run: `months`, `ever`, and the lists `roots`, `over_cap`, `rings`, ...

    window: the run's whole time. The columns are those of cypher/read/compliance/, money in minor units;
    `months` has a row for every month of the window, `ever` what is not the sum of months.
    """

    def read(name: str) -> list[Row]:
        values = values_of(run, name)
        return count(database, run, f"read/compliance/{name}", window, channel="", team="", **values)

    return assemble_compliance(window, dict(zip(NAMES, each(read, NAMES), strict=True)))


def values_of(run: Run, name: str) -> Row:
    """Return the values that statements of compliance have of their own."""
    least, days = _WAITS.get(name, (0, 0))
    return {
        "products": conferring(run.plans),
        "over": CAP.numerator,
        "under": CAP.denominator,
        "limit": MOST_LISTED,
        "least": least,
        "until": run.as_of - days * DAY,
    }


def assemble_compliance(window: Window, rows: Mapping[str, list[Row]]) -> Row:
    """Return what `count_compliance` does, of the rows by what is counted."""
    first, last = window.calendar.first_month, window.calendar.first_month + window.run_month
    nearest, roots = grown(rows["roots"], range(first, last + 1))
    months: dict[int | None, Row] = {at: {"at": at, **nearest[at]} for at in range(first, last + 1)}
    ever = months.setdefault(None, {})
    for name in _MONTHLY:
        for row in rows[name]:
            # Before the first order there are entries of withdrawn orders only: they add up to nothing.
            months.get(row.pop("at"), {}).update(row)
    del months[None]
    lists = {name: rows[name] for name in _LISTS}
    return {"months": list(months.values()), "ever": ever, "roots": roots, **lists}


def grown(rows: Iterable[Row], months: Iterable[int]) -> tuple[dict[int, Row], list[Row]]:
    """Return, by month, the root that was nearest to the thresholds; and the largest roots now.

    rows: by root the people who joined in a month, and the deepest of them. A root counts with all who had
    joined by the month's end, in the tree of the run.
    """
    joined: defaultdict[int, list[Row]] = defaultdict(list)
    for row in rows:
        joined[row["at"]].append(row)
    teams: dict[str, tuple[int, int]] = {}
    nearest: dict[int, Row] = {}
    best = ("", 0, 0)
    for at in sorted({*joined, *months}):
        for row in joined.get(at, ()):
            people, levels = teams.get(row["root_id"], (0, 0))
            team = people + row["people"], max(levels, row["levels"])
            teams[row["root_id"]] = team
            best = min(best, (row["root_id"], *team), key=_order)
        nearest[at] = _as_row(best)
    largest = sorted(((root_id, *team) for root_id, team in teams.items()), key=_order)
    return nearest, [_as_row(root) for root in largest[:MOST_LISTED]]


def conferring(plans: Iterable[Plan]) -> list[str]:
    """Return the product ids of the packages that a rank of one of the plans asks for."""
    products = {
        plan.packages[condition.package].product_id
        for plan in plans
        for rank in plan.ranks
        for condition in rank.conditions
        if isinstance(condition, HoldsPackage)
    }
    return sorted(products)


def _order(root: tuple[str, int, int]) -> tuple[int, int, int, str]:
    """Return a key that sorts roots by how near they are to both thresholds, then by people and levels."""
    root_id, people, levels = root
    return -min(people * _LEVELS, levels * _PEOPLE), -people, -levels, root_id


def _as_row(root: tuple[str, int, int]) -> Row:
    return dict(zip(("root_id", "people", "levels"), root, strict=True))
