"""Counts by SQL what `graph.compliance.counting` counts in the graph: the same rows of the same columns."""

from graph.columnar.plan_tables import Table
from graph.columnar.running import Running
from graph.columnar.statements import taken
from graph.compliance.counting import NAMES, assemble_compliance, conferring, values_of
from graph.database import Row
from graph.metrics.window import Window
from graph.reads.runs import Run

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
    rows = {name: _read(running, run, name) for name in NAMES}
    return assemble_compliance(window, rows)


def _read(running: Running, run: Run, name: str) -> list[Row]:
    statement = f"compliance/{name}"
    values = {**values_of(run, name), "round": running.rounds, "depth": running.rounds}
    rows = running.maps(statement, **taken(statement, values))
    for row in rows if name == "rings" else ():
        row["member_ids"] = [line[_PLACE:] for line in row["member_ids"].split("\n")]
    return rows
