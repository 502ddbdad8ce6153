"""The plans that runs were published with, as the database keeps them."""

from graph.database import Database
from graph.plan.loading import load_plan, parse_plan
from graph.plan.model import Plan

_FIRST = "chain_699"  # the plan of a company that never named one


def plans_in_force(database: Database) -> list[Plan]:
    """Return the plans of the published run, oldest first; none before the first run."""
    return [parse_plan(row["text"], f"plan {row['name']}") for row in database.read("run/plans")]


def first_plan() -> Plan:
    """Return the plan that holds where none was ever named."""
    return load_plan(_FIRST)


def currency_in_force(database: Database) -> str:
    """Return the currency of the plans in force, before the first run that of `first_plan`.

    All plans of a company have one currency (`check_succession`).
    """
    return (plans_in_force(database) or [first_plan()])[0].currency
