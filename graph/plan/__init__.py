"""Reward plans as data: the model, its kinds, reading it from YAML, checks, and later plans."""

from graph.plan.changes import change_plan
from graph.plan.in_force import first_plan, plan_in_force, plans_in_force
from graph.plan.loading import load_plan, parse_plan, plan_from_data, recorded_plan, shipped_plans, to_yaml
from graph.plan.model import Plan, to_data
from graph.plan.succession import check_succession, in_order, restated, valid_plan

__all__ = [
    "Plan",
    "change_plan",
    "check_succession",
    "first_plan",
    "in_order",
    "load_plan",
    "parse_plan",
    "plan_from_data",
    "plan_in_force",
    "plans_in_force",
    "recorded_plan",
    "restated",
    "shipped_plans",
    "to_data",
    "to_yaml",
    "valid_plan",
]
