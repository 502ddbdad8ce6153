"""Reasons: the id of a sentence and its parameters, and how the graph keeps them.

Sentences of a kind are in a file beside its module under graph/kinds/, those of rows that wait and of
checks in words/rows.yaml and words/checks.yaml, tests of the law in words/flags.yaml, what to do about
members in words/tasks.yaml, all others in words/<language>.yaml.
"""

import json
import string
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import yaml

from graph.errors import UplineError

Value = str | int | tuple[str, ...]
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_SHARED = ("rows.yaml", "checks.yaml", "flags.yaml", "tasks.yaml", "causes.yaml")
_NAMES = {"kinds": "name", "totals": "total", "labels": "label"}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: the id of a sentence and its parameters, as (name, value) in the order of their names."""

    id: str
    values: tuple[tuple[str, Value], ...] = ()

    def __getitem__(self, name: str) -> str | int:
        """Return a parameter that is no list; raises KeyError when the sentence has none of that name."""
        return {own: value for own, value in self.values if not isinstance(value, tuple)}[name]


def reason(reason_id: str, **values: Value) -> Reason:
    """Return a reason; its parameters must be those of its sentence.

    Raises:
        KeyError: when there is no such sentence, or a parameter is missing or too much.
    """
    if set(values) != set(parameters(reason_id)):
        raise KeyError(f"the reason {reason_id} takes {sorted(parameters(reason_id))}, not {sorted(values)}")
    return Reason(reason_id, tuple(sorted(values.items())))


def to_kept(why: Reason) -> dict[str, Any]:
    """Return a reason as the graph keeps it in JSON: its id and values."""
    return {"id": why.id, "values": dict(why.values)}


def of_kept(kept: Any) -> Reason:  # noqa: ANN401 - what a database holds
    """Return a reason of what `to_kept` made; anything else is a sentence by itself (the reason `text`).

    So what an earlier version wrote, or a later one, is still told before the database is migrated.
    """
    try:
        values = {
            name: tuple(map(str, value)) if isinstance(value, list) else value
            for name, value in kept["values"].items()
        }
        return reason(kept["id"], **values)
    except (KeyError, TypeError, AttributeError):
        return reason("text", text=str(kept))


def to_text(why: Reason) -> str:
    """Return a reason as the JSON text that a waiting row keeps: the same text for the same reason."""
    return json.dumps(to_kept(why), ensure_ascii=False, separators=(",", ":"))


def of_text(text: str) -> Reason:
    """Return a reason of what `to_text` made; any other text is a sentence by itself, as in `of_kept`."""
    try:
        return of_kept(json.loads(text))
    except ValueError:
        return reason("text", text=text)


@cache
def texts(language: str = "english") -> Mapping[str, Mapping[str, str]]:
    """Return the texts of a language: `sentences` by id of the reason, and smaller words by section.

    `kinds`, `totals` and `labels` name the kinds of rewards: in a sentence, a list of sums, and a figure.
    `words` are what stands in reasons of rows.

    Raises:
        UplineError: the words of a kind lack a language, or tell a reason that is there already.
    """
    found: dict[str, dict[str, str]] = _read(files("graph.words").joinpath(f"{language}.yaml"))
    found |= {section: {} for section in _NAMES}
    for file in _of_both_languages():
        try:
            add_words(found, file.name.removesuffix(".yaml"), _read(file), language)
        except KeyError as wrong:
            raise UplineError(
                "{file}: {sentence} is missing in {language}, or there already",
                file=file,
                sentence=wrong.args[0],
                language=language,
            ) from wrong
    return found


def add_words(texts: dict[str, dict[str, str]], kind: str, words: Mapping[str, Any], language: str) -> None:
    """Add the words of a kind to the texts of a language.

    Raises:
        KeyError: they lack the language, or tell a reason that is there already.
    """
    if names := words.get("names"):
        for section, form in _NAMES.items():
            texts[section][kind] = names[language].get(form, names[language]["name"])
    for reason_id, said in words["sentences"].items():
        if reason_id in texts["sentences"] or language not in said:
            raise KeyError(f"the sentence {reason_id}")
        texts["sentences"][reason_id] = said[language]


def _of_both_languages() -> Iterator[Traversable]:
    yield from (files("graph.words").joinpath(name) for name in _SHARED)
    for package in ("graph.kinds.rewards", "graph.kinds.conditions"):
        yield from sorted(
            (file for file in files(package).iterdir() if file.name.endswith(".yaml")),
            key=lambda file: file.name,
        )


def _read(file: Traversable) -> Any:  # noqa: ANN401 - what YAML holds
    return yaml.load(file.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - it is a safe one


@cache
def parameters(reason_id: str) -> dict[str, str]:
    """Return the parameters of a reason: name to spec (who, money, column; see words/*.yaml)."""
    parts = string.Formatter().parse(texts()["sentences"][reason_id])
    return {name: spec or "text" for _, name, spec, _ in parts if name}
