"""The quantities and choices of a plan, each with its path: what a simulation can turn.

They are read off the fields of the plan's own parts by their types, so that a new kind brings its own.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal, get_args, get_origin

from graph.kinds.part import Part
from graph.kinds.values import Unit
from graph.plan.changes import path_of
from graph.plan.model import Plan, to_data
from graph.yaml_text import Place

_CHOICE = "choice"
_NOT_TURNED = {"packages"}  # what goods cost is no part of what is paid for them


@dataclass(frozen=True)
class Knob:
    """A field of a plan: where it is, and what it has.

    path: as `change_plan` takes it. unit: that of its type (graph.kinds.values.Unit), or "choice" of
    `choices`. value: minor units, a share, a number, or the choice taken. within: the part that it is a
    field of, such as a reward.
    """

    place: Place
    path: str
    unit: str
    value: int | Fraction | str
    within: Part
    choices: tuple[str, ...] = ()

    @property
    def field(self) -> str:
        """The name of the field."""
        return next(str(step) for step in reversed(self.place) if step in type(self.within).model_fields)


def knobs(plan: Plan) -> list[Knob]:
    """Return all quantities and choices of a plan, in its order."""
    data = to_data(plan)
    found = []
    for field in (name for name in type(plan).model_fields if name not in _NOT_TURNED):
        for place, unit, value, within, choices in _below(getattr(plan, field), (field,)):
            found.append(Knob(place, path_of(data, place), unit, value, within, choices))
    return found


Leaf = tuple[Place, str, Any, Part, tuple[str, ...]]


def _below(value: object, place: Place) -> Iterator[Leaf]:
    """Yield the quantities and choices of a part, or of several."""
    if isinstance(value, Part):
        for field, about in type(value).model_fields.items():
            inner = getattr(value, field)
            here = (*place, field)
            unit = _unit((*about.metadata, *_inside(about.annotation)))
            choices = _choices(about.annotation)
            if unit:
                yield from ((at, unit, one, value, ()) for at, one in _quantities(inner, here))
            elif choices and isinstance(inner, str):
                yield here, _CHOICE, inner, value, choices
            else:
                yield from _below(inner, here)
    elif isinstance(value, tuple):
        for number, one in enumerate(value):
            yield from _below(one, (*place, number))


def _quantities(value: object, place: Place) -> Iterator[tuple[Place, object]]:
    if isinstance(value, dict):
        yield from (((*place, name), one) for name, one in value.items())
    elif isinstance(value, tuple):
        yield from (((*place, number), one) for number, one in enumerate(value))
    elif isinstance(value, int | Fraction):
        yield place, value


def _inside(annotation: object) -> Iterator[object]:
    """Yield what marks the types inside of a type, such as that of a tuple's items."""
    for one in get_args(annotation):
        yield one
        yield from _inside(one)


def _unit(marks: Iterable[object]) -> str:
    return next((one.what for one in marks if isinstance(one, Unit)), "")


def _choices(annotation: object) -> tuple[str, ...]:
    """Return the choices of a field that takes one of several words."""
    words = get_args(annotation) if get_origin(annotation) is Literal else ()
    return tuple(words) if len(words) > 1 else ()
