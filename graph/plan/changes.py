"""A plan with some of its fields changed: `rewards.override.amount=80`, as --set and the plan lab write them.

A path leads through the fields of a plan by their names. One of a list is named by its place, from 0, or by
what it is: its kind, id, rank or package, one after the other until it is one alone:
`rewards.pool.city.amount`, `ranks.partner.conditions.direct.count`.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from graph.errors import UserError
from graph.i18n.message import Joined, message
from graph.plan.loading import plan_from_data
from graph.plan.model import Plan, to_data
from graph.yaml_text import Place, parse_yaml

_NAMING = ("kind", "id", "rank", "package")
_SHOWN = 80  # characters of a wrong text that an error repeats


def change_plan(plan: Plan, changes: Iterable[str]) -> Plan:
    """Return a checked plan with changes such as "rewards.override.amount=80"; an empty value leaves it out.

    Raises:
        UserError: a path that leads nowhere or to several, a value that the field cannot have, or a plan that
            is wrong with it (as `parse_plan`).
    """
    texts = list(changes)
    if not texts:
        return plan
    data = to_data(plan)
    for text in texts:
        path, equals, value = text.partition("=")
        if not equals or not path.strip():
            raise UserError(
                "{text!r} is no change of a plan: write FIELD=VALUE, such as rewards.override.amount=80",
                text=text[:_SHOWN],
            )
        _set(data, path.strip(), value.strip())
    return plan_from_data(data, plan.name)


def path_of(data: object, place: Place) -> str:
    """Return the path of a place in a plan's data, by names where they are enough."""
    parts: list[str] = []
    for step in place:
        if isinstance(data, Sequence) and isinstance(step, int):
            parts += _names_of(data, step)
            data = data[step]
        elif isinstance(data, Mapping):
            parts.append(str(step))
            data = data[step]
    return ".".join(parts)


def _names_of(several: Sequence[Any], number: int) -> list[str]:
    """Return the fewest names that only one of a list has; its place where there are none."""
    chosen: list[str] = []
    for name in _naming(several[number]):
        chosen.append(name)
        if [place for place, one in enumerate(several) if {*chosen} <= {*_naming(one)}] == [number]:
            return chosen
    return [str(number)]


def _naming(part: object) -> list[str]:
    if not isinstance(part, Mapping):
        return []
    return [part[field] for field in _NAMING if isinstance(part.get(field), str)]


def _set(data: Any, path: str, value: str) -> None:  # noqa: ANN401 - maps, lists and texts
    new, parts, here = _read(value, path), path.split("."), data
    walked: list[str] = []
    while True:
        if isinstance(here, list):
            place, used = _place(here, parts, walked)
        elif isinstance(here, dict) and (parts[0] in here or (len(parts) == 1 and new is not None)):
            place, used = parts[0], 1
        else:
            raise _nothing(parts[0], walked, here if isinstance(here, dict) else ())
        if used == len(parts):
            break
        here, walked, parts = here[place], [*walked, *parts[:used]], parts[used:]
    if new is None:
        del here[place]
    else:
        here[place] = new


def _place(several: list[Any], parts: Sequence[str], walked: Sequence[str]) -> tuple[Any, int]:
    """Return the place in a list that the next parts of a path name, and how many parts that are."""
    if parts[0] in {str(place) for place in range(len(several))}:
        return int(parts[0]), 1
    places, used = list(range(len(several))), 0
    while used < len(parts):
        fitting = [place for place in places if parts[used] in _naming(several[place])[used and 1 :]]
        if not fitting:
            break
        places, used = fitting, used + 1
    if not used:
        names = dict.fromkeys(name for one in several for name in _naming(one)[:1])
        raise _nothing(parts[0], walked, names or [str(place) for place in range(len(several))])
    if len(places) > 1:
        ways = [".".join([*walked, *_names_of(several, place)]) for place in places]
        raise UserError(
            "{path} is several: say which one, as {ways}",
            path=".".join([*walked, *parts[:used]]),
            ways=Joined(tuple(ways), ", "),
        )
    return places[0], used


def _read(value: str, path: str) -> Any:  # noqa: ANN401
    """Return what a value is: a text, or a list or map as YAML writes them in a line; None: nothing."""
    if value[:1] in {"[", "{"}:
        return parse_yaml(value, path).data
    return value or None


def _nothing(name: str, walked: Sequence[str], known: Collection[str]) -> UserError:
    there = Joined(tuple(known), ", ") if known else message("nothing")
    return UserError(
        "the plan has nothing called {name!r} in {where}; there is {known}",
        name=name,
        where=".".join(walked) or message("it"),
        known=there,
    )
