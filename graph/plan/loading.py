"""Reading a plan: YAML to a checked model, with errors that name file, line and field."""

import difflib
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from graph.errors import UserError
from graph.i18n import N_
from graph.i18n.message import Message, message
from graph.plan.checks import problems
from graph.plan.model import BEFORE_READINGS, Plan, to_data
from graph.yaml_text import Place, Problem, mistakes_error, parse_yaml, read_yaml

Lines = dict[Place, int]


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
        raise _wrong(found.doubled, file, found.lines)
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
    try:
        plan = Plan.model_validate(data)
    except ValidationError as error:
        wrong = [_in_words(detail) for detail in error.errors()]
        raise _wrong(wrong, file, lines or {}) from error
    if found := problems(plan):
        raise _wrong(found, file, lines or {})
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


def _in_words(detail: ErrorDetails) -> Problem:
    place = tuple(part for part in detail["loc"] if part != "[key]")
    words: str | Message = detail["msg"][:1].lower() + detail["msg"][1:]
    context = detail.get("ctx", {})
    match detail["type"]:
        case "missing":
            words = N_("this field is missing")
        case "extra_forbidden":
            words = N_("there is no such field")
        case "union_tag_invalid":
            known = context["expected_tags"].replace("'", "")
            close = difflib.get_close_matches(context["tag"], known.split(", "), 1)
            words = message(
                "the kind {kind!r} is unknown; known are {known} (did you mean {close}?)"
                if close
                else "the kind {kind!r} is unknown; known are {known}",
                kind=context["tag"],
                known=known,
                close="".join(close),
            )
        case "union_tag_not_found":
            words = N_("this needs a kind")
        case "literal_error":
            words = message(
                "{value!r} is not possible here; possible is {expected}",
                value=detail["input"],
                expected=context["expected"],
            )
        case "dict_type" | "model_type" | "model_attributes_type":
            words = N_("a map of fields is expected")
        case "tuple_type":
            words = N_("a list is expected")
    return place, words


def _wrong(problems: list[Problem], file: str, lines: Lines) -> UserError:
    return mistakes_error([(_where(file, place, lines), words) for place, words in problems])


def _where(file: str, place: Place, lines: Lines) -> str:
    """Name a place; the validator puts the kind of a reward into its path, the YAML does not have it."""
    known: Place = ()
    named: Place = ()
    for part in place:
        if (*known, part) in lines:
            known = named = (*known, part)
        elif part == place[-1] or not lines:
            named = (*named, part)
    field = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in named).lstrip(".")
    line = f", line {lines[known]}" if known in lines else ""
    return f"{file}{line}{', ' if field else ''}{field}"
