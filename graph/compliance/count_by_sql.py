"""Counts by SQL what `graph.compliance.counting` counts in the graph: the same rows of the same columns."""

from collections.abc import Sequence

from graph.columnar.plan_tables import Table
from graph.columnar.running import Running
from graph.columnar.statements import Value
from graph.compliance.counting import NAMES, assemble_compliance, conferring, values_of
from graph.database import Row
from graph.metrics.window import Window
from graph.reads.runs import Run

_PLACES: dict[str, Sequence[str]] = {
    "rings": ("until", "least", "limit"),
    "capped": ("over", "under"),
    "over_cap": ("over", "under", "limit"),
    "never_again": ("until", "least", "limit"),
    "beyond_goods": ("limit",),
}
"""What statements of sql/compliance take of the values that compliance has."""
_PLACE = len("01 ")


def count_compliance_by_sql(running: Running, run: Run, window: Window) -> Row:
    """Return what `count_compliance` does; the tables of sql/aggregates must be there."""
    products = Table({"product_id": "STRING"}, [(one,) for one in conferring(run.plans)])
    running.engine.table("conferring", products)
    running.make("compliance/sold")
    running.make("compliance/earners")
    running.make("compliance/tops_first")
    for number in range(running.rounds):
        running.make("compliance/tops", round=number, next=number + 1)
        running.drop(f"tops_{number}")
    rows = {name: _read(running, name, values_of(run, name)) for name in NAMES}
    return assemble_compliance(window, rows)


def _read(running: Running, name: str, own: Row) -> list[Row]:
    values: dict[str, Value] = {place: own[place] for place in _PLACES.get(name, ())}
    if name == "roots":
        values = {"round": running.rounds, "depth": running.rounds}
    rows = running.maps(f"compliance/{name}", **values)
    for row in rows if name == "rings" else ():
        row["member_ids"] = [line[_PLACE:] for line in row["member_ids"].split("\n")]
    return rows
