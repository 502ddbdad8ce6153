"""The base of every part of a plan, and the names of ranks and packages in one."""

from collections.abc import Iterable, Iterator
from typing import get_args

from pydantic import BaseModel, ConfigDict

from graph.kinds.values import Names

Path = tuple[str | int, ...]
Problem = tuple[Path, str]
"""What is wrong with a part of a plan: the path to the field in its YAML, and words."""


class Part(BaseModel):
    """Base of every part of a plan: frozen, and a field it does not know is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def named(part: Part) -> Iterator[tuple[Path, str, str]]:
    """Yield every name of a rank or package in a part, by the types RankName and PackageName of its fields.

    Returns path, what is named ("rank" or "package"), and the name.
    """
    for field, about in type(part).model_fields.items():
        value = getattr(part, field)
        if (what := _what(about.metadata)) and isinstance(value, str):
            yield (field,), what, value
        keys = get_args(about.annotation)[:1]
        if isinstance(value, dict) and (what := _what(get_args(keys[0]))):
            for name in value:
                yield (field, name), what, name


def _what(metadata: Iterable[object]) -> str:
    return next((one.what for one in metadata if isinstance(one, Names)), "")
