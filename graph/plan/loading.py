"""Reading a plan: YAML to a checked model, with errors that name file, line and field."""

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

import yaml

from graph.errors import UserError
from graph.plan.checks import problems
from graph.plan.model import BEFORE_READINGS, Plan, to_data
from graph.yaml_model import Lines, checked, wrong
from graph.yaml_text import parse_yaml, read_yaml


def load_plan(name_or_path: str | Path) -> Plan:
    """Return the plan of a file, or of one in plans/ by its name (such as chain_699).

    Raises:
        UserError: when there is no such file, or the plan is wrong (file, line, field, what to write).
    """
    path = Path(name_or_path)
    if path.suffix in {".yaml", ".yml"} or path.is_file():
        return parse_plan(read_yaml(path, f"the plan {path}"), str(path))
    if str(name_or_path) not in shipped_plans():
        raise UserError(
            "there is no plan {name!r}: give a YAML file, or one of {names}",
            name=str(name_or_path),
            names=", ".join(shipped_plans()),
        )
    text = files("plans").joinpath(f"{name_or_path}.yaml").read_text(encoding="utf-8")
    return parse_plan(text, f"plans/{name_or_path}.yaml")


def shipped_plans() -> list[str]:
    """Return the names of the plans in plans/."""
    names = (entry.name for entry in files("plans").iterdir())
    return sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml"))


def parse_plan(text: str, file: str) -> Plan:
    """Return the plan that a YAML text holds; `file` is what errors call it.

    Raises:
        UserError: with one line per mistake: file, line, field and what is expected.
    """
    found = parse_yaml(text, file)
    if found.doubled:
        raise wrong(found.doubled, file, found.lines)
    return plan_from_data(found.data, file, found.lines)


def plan_from_data(data: object, file: str = "the plan", lines: Lines | None = None) -> Plan:
    """Return the checked plan of texts, lists and maps as YAML reads them (`to_data` gives such).

    Raises:
        UserError: as `parse_plan`.
    """
    if not isinstance(data, Mapping):
        raise UserError(
            "{file}: a plan is a map of fields: name, currency, time_zone, packages, ranks, ...", file=file
        )
    plan = checked(Plan, data, file, lines or {})
    if found := problems(plan):
        raise wrong(found, file, lines or {})
    return plan


def recorded_plan(data: object) -> Plan:
    """Return a plan that a run was calculated with, from what the run keeps of it: `to_data`, or its YAML.

    A run that does not keep a reading is from before there was one: it paid for lines of 0.00, say.

    Raises:
        UserError: as `parse_plan`.
    """
    name = "a plan of a published run"
    plan = parse_plan(data, name) if isinstance(data, str) else plan_from_data(data, name)
    return plan.with_readings({name: BEFORE_READINGS[name] for name in plan.open_readings})


def to_yaml(plan: Plan) -> str:
    """Return the plan as YAML that `parse_plan` reads to an equal plan: what the database keeps."""
    text: str = yaml.safe_dump(to_data(plan), allow_unicode=True, sort_keys=False, width=110)
    return text
