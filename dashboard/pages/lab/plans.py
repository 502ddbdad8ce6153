"""The plan of an address: one to start from, and what is changed of it."""

from dashboard.shared.filters import search_value
from dashboard.words import _
from graph.errors import UserError
from graph.plan import Plan, change_plan, load_plan, shipped_plans
from graph.reads.runs import Run

BETWEEN = ";"
"""Between the changes in an address, which is ?plan=NAME&set=FIELD=VALUE;FIELD=VALUE."""
IN_FORCE = "in force"
"""The choice that an address leaves out."""
_LONGEST = 4000


def choices() -> list[dict[str, str]]:
    """Return the plans to start from: the one in force, and those that are shipped."""
    named = [{"value": name, "label": name} for name in shipped_plans()]
    return [{"value": IN_FORCE, "label": _("the plan in force")}, *named]


def first_plan(search: str | None, run: Run) -> Plan:
    """Return the plan that an address starts from.

    Raises:
        UserError: there is no such plan.
    """
    name = search_value(search, "plan")
    if not name:
        return run.plans[-1]
    if name not in shipped_plans():  # never a path: an address is anybody's word
        raise UserError(_("There is no such plan: choose one of the list."))
    return load_plan(name)


def plan_of(search: str | None, run: Run) -> Plan:
    """Return the plan of an address, with what it changes.

    Raises:
        UserError: there is no such plan, or it is wrong when it is changed so.
    """
    text = search_value(search, "set")
    if len(text) > _LONGEST:
        raise UserError(_("This address changes more than a plan has."))
    return change_plan(first_plan(search, run), [one for one in text.split(BETWEEN) if one.strip()])
