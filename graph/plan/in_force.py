"""The plans that runs were published with, as the database keeps them."""

from functools import cache

from graph.database import Database
from graph.plan.loading import load_plan, parse_plan
from graph.plan.model import Plan

_FIRST = "chain_699"  # the plan of a company that never named one


def plans_in_force(database: Database) -> list[Plan]:
    """Return the plans of the published run, oldest first; none before the first run."""
    return [parse_plan(row["text"], f"plan {row['name']}") for row in database.read("run/plans")]


@cache
def first_plan() -> Plan:
    """Return the plan that holds where none was ever named."""
    return load_plan(_FIRST)


def plan_in_force(database: Database) -> Plan:
    """Return one of the plans in force, before the first run `first_plan`.

    For what all plans of a company have in common, such as currency and ranks (`check_succession`).
    """
    return (plans_in_force(database) or [first_plan()])[0]
