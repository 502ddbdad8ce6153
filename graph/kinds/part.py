"""The base of every part of a plan, and the names of ranks and packages in one."""

from collections.abc import Iterable, Iterator
from typing import get_args

from pydantic import BaseModel, ConfigDict

from graph.kinds.values import Names
from graph.yaml_text import Place


class Part(BaseModel):
    """Base of every part of a plan: frozen, and a field it does not know is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def named(part: Part) -> Iterator[tuple[Place, str, str]]:
    """Yield every name of a rank or package in a part, by the types RankName and PackageName of its fields.

    Such a field is a name, names, or a map by name. Yields the path, "rank" or "package", and the name.
    """
    for field, about in type(part).model_fields.items():
        value = getattr(part, field)
        inside = [one for argument in get_args(about.annotation)[:1] for one in get_args(argument)]
        what = _what(about.metadata) or _what(inside)
        if what and isinstance(value, str):  # a name, or one that may be left out
            yield (field,), what, value
        elif what and isinstance(value, dict | tuple):
            places = value if isinstance(value, dict) else range(len(value))
            yield from (((field, place), what, name) for place, name in zip(places, value, strict=True))


def _what(metadata: Iterable[object]) -> str:
    return next((one.what for one in metadata if isinstance(one, Names)), "")
