"""From YAML to a checked model: what the validator found, in words with file, line and field."""

import difflib
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from graph.errors import UserError
from graph.i18n import N_
from graph.i18n.message import Message, message
from graph.yaml_text import Place, Problem, mistakes_error, parse_yaml, read_yaml

Lines = dict[Place, int]
Model = TypeVar("Model", bound=BaseModel)


def load_model(path: Path, name: str, model: type[Model]) -> Model:
    """Return the model of a YAML file; `name` is what errors call it, such as "the payout settings x.yaml".

    Raises:
        UserError: when it cannot be read, or with one line per mistake: file, line, field, what is expected.
    """
    return parse_model(read_yaml(path, name), str(path), model)


def parse_model(text: str, file: str, model: type[Model]) -> Model:
    """Return the model that a YAML text holds; `file` is what errors call it. An empty text is an empty map.

    Raises:
        UserError: with one line per mistake.
    """
    document = parse_yaml(text, file)
    if document.doubled:
        raise wrong(document.doubled, file, document.lines)
    return checked(model, {} if document.data is None else document.data, file, document.lines)


def checked(model: type[Model], data: object, file: str, lines: Lines) -> Model:
    """Return the model of texts, lists and maps as YAML reads them; `lines`: where each field stands.

    Raises:
        UserError: with one line per mistake.
    """
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise wrong([_in_words(detail) for detail in error.errors()], file, lines) from error


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


def wrong(problems: list[Problem], file: str, lines: Lines) -> UserError:
    """Return the error of mistakes in a file: a line each, with file, line and field."""
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
