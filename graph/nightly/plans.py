"""The plans that a night calculates with: those in force, and the new ones that it was given."""

from collections.abc import Sequence

from graph.clock import BEGINNING, NEVER, point
from graph.database import Database
from graph.plan import Plan, check_succession, first_plan, in_order, plans_in_force, restated, to_yaml


def take_plans(database: Database, delivered: Sequence[Plan], run: int) -> tuple[list[Plan], str]:
    """Return the plans in force with the new ones, and the first point that a new one pays."""
    database.write("run/drop_plans", run=run)
    kept = plans_in_force(database)
    plans = restated(kept, delivered)
    for number, (old, plan) in enumerate(zip(kept, plans, strict=True)):
        if plan.open_readings != old.open_readings:
            database.write("run/restate_plan", number=number, hash=plan.hash, text=to_yaml(plan))
    changed = NEVER
    for plan in in_order(delivered) if delivered else ([] if plans else [first_plan()]):
        check_succession(plans, plan)
        if any(one.hash == plan.hash for one in plans):
            continue
        database.write(
            "run/add_plan",
            hash=plan.hash,
            name=plan.name,
            text=to_yaml(plan),
            valid_from=plan.valid_from.isoformat() if plan.valid_from else "",
            run=run,
            number=len(plans),
        )
        plans.append(plan)
        changed = min(changed, BEGINNING if plan.starts is None else point(plan.starts))
    return plans, changed
