"""Reasons: the id of a sentence and its parameters. The sentences are in words/english.yaml."""

import string
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

Value = str | int


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: the id of a sentence and its parameters, as (name, value) in the order of their names."""

    id: str
    values: tuple[tuple[str, Value], ...] = ()

    def __getitem__(self, name: str) -> Value:
        """Return a parameter; raises KeyError when the sentence has none of that name."""
        return dict(self.values)[name]


def reason(reason_id: str, **values: Value) -> Reason:
    """Return a reason; its parameters must be those of its sentence.

    Raises:
        KeyError: when there is no such sentence, or a parameter is missing or too much.
    """
    if set(values) != set(parameters(reason_id)):
        raise KeyError(f"the reason {reason_id} takes {sorted(parameters(reason_id))}, not {sorted(values)}")
    return Reason(reason_id, tuple(sorted(values.items())))


@cache
def texts(language: str = "english") -> Mapping[str, Mapping[str, str]]:
    """Return the texts of a language: `sentences` by id of the reason, and words for `kinds` of rewards."""
    file = files("graph.explain.words").joinpath(f"{language}.yaml")
    found: dict[str, dict[str, str]] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return found


@cache
def parameters(reason_id: str) -> dict[str, str]:
    """Return the parameters of a reason: name to spec (who, money, point, time, kind, text)."""
    parts = string.Formatter().parse(texts()["sentences"][reason_id])
    return {name: spec or "text" for _, name, spec, _ in parts if name}
