"""Migration 1: the English sentences of before become reasons, that is ids and values.

Sentences are found again by the templates that wrote them (sentences_before_1.yaml). What is of no template
becomes the reason `text`, with the sentence as it is.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from operator import itemgetter
from string import Formatter
from typing import Any

import yaml

from graph.database import Database, Row
from graph.waiting import waiting_id
from graph.words.reasons import Reason, Value, reason, to_kept, to_text

_ROWS = 2_000
_RUNS = 200
_FAULT = "fault"
_SEPARATOR = "; "
_BETWEEN = {"word": " or ", "any": " or ", "all": " and ", "column": " and "}
"""What stood between the texts of a list, by the spec of the parameter."""
_LISTS = ("by", "columns", "known")
"""Parameters that are lists even of one."""
_PATTERNS = {"quoted": r"'.*?'|\(empty\)", "number": "-?[0-9]+", "column": r"\S+?(?: \(from .*?\))?"}
_THEIRS = re.compile(r"(\w+) \(from (.*)\)", re.DOTALL)

Batch = Callable[[], None]


def to_reasons(database: Database, before_batch: Batch) -> None:
    """Carry over waiting rows and runs, batch by batch; what is carried over already stays."""
    after = ""
    while rows := database.read("system/migrations/waiting", after=after, limit=_ROWS):
        after = rows[-1]["qid"]
        if changed := [new for row in rows if (new := _waiting(row))]:
            before_batch()
            database.write("system/migrations/restate_waiting", rows=changed)
    number = 0
    while rows := database.read("system/migrations/runs", after=number, limit=_RUNS):
        number = rows[-1]["number"]
        before_batch()
        restated = [{"number": row["number"], "checks": _checks(row["checks"])} for row in rows]
        database.write("system/migrations/restate_runs", rows=restated)


def _waiting(row: Row) -> Row | None:
    """Return what is to be written of a waiting row; None when it is carried over already."""
    payload = row["payload"]
    cells: dict[str, str] = json.loads(payload)
    if _FAULT in cells and not _is_reason(cells[_FAULT]):
        cells[_FAULT] = to_text(of_sentence(cells[_FAULT], "rows"))
        payload = json.dumps(cells, ensure_ascii=False)
    reasons = [text if _is_reason(text) else to_text(of_sentence(text, "rows")) for text in row["reasons"]]
    if payload == row["payload"] and reasons == row["reasons"]:
        return None
    new = row["qid"] if payload == row["payload"] else waiting_id(row["table"], row["key"], payload)
    return {"qid": row["qid"], "new_qid": new, "payload": payload, "reasons": reasons}


def _is_reason(text: str) -> bool:
    """Return whether a text is a reason already: no sentence of before begins so."""
    return text.startswith('{"id":')


def _checks(text: str) -> str:
    """Return the checks of a run with what they found as reasons."""
    rows: list[dict[str, Any]] = json.loads(text)
    for row in rows:
        if isinstance(row["found"], str):
            sentences = row["found"].split(_SEPARATOR)
            row["found"] = [to_kept(of_sentence(one, "checks")) for one in sentences]
    return json.dumps(rows, ensure_ascii=False)


def of_sentence(sentence: str, section: str) -> Reason:
    """Return the reason of a sentence of before; section: rows or checks."""
    for reason_id, specs, pattern in _patterns(section):
        if matched := pattern.fullmatch(sentence):
            try:
                values = {name: _value(name, specs[name], text) for name, text in matched.groupdict().items()}
            except KeyError:  # a word that no sentence had: somebody else wrote it
                continue
            return reason(reason_id, **values)
    return reason("text", text=sentence)


@cache
def _templates() -> Mapping[str, Mapping[str, str]]:
    text = files("graph.migrations").joinpath("sentences_before_1.yaml").read_text(encoding="utf-8")
    templates: Mapping[str, Mapping[str, str]] = yaml.safe_load(text)
    return templates


@cache
def _words() -> Mapping[str, str]:
    return {said: word for word, said in _templates()["words"].items()}


@cache
def _patterns(section: str) -> list[tuple[str, dict[str, str], re.Pattern[str]]]:
    """Return what finds each template; those that fix most of a sentence go first."""
    made = []
    for reason_id, template in _templates()[section].items():
        parts = list(Formatter().parse(template))
        specs = {name: spec or "text" for _, name, spec, _ in parts if name}
        fixed = sum(len(text) for text, *_ in parts)
        made.append((fixed, reason_id, specs, re.compile("".join(_regexes(parts)), re.DOTALL)))
    return [
        (reason_id, specs, pattern)
        for _, reason_id, specs, pattern in sorted(made, reverse=True, key=itemgetter(0))
    ]


def _regexes(parts: list[tuple[str, str | None, str | None, str | None]]) -> Iterator[str]:
    for text, name, spec, _ in parts:
        yield re.escape(text)
        if name:
            # Several columns are no single one, which has no blanks in it.
            yield f"(?P<{name}>{_PATTERNS.get(spec or '', '.*?') if name != 'columns' else '.*?'})"


def _value(name: str, spec: str, text: str) -> Value:
    """Return a value of what stood in a sentence."""
    if spec == "quoted":
        return "" if text == "(empty)" else text[1:-1]
    if spec == "payee":
        return "" if text == "the company" else text
    if spec == "number":
        return int(text)
    if spec not in _BETWEEN:
        return text
    if spec == "word" and text in _words():  # words may be several, such as "1 or more"
        return _words()[text]
    several = tuple(_item(each, spec) for each in text.split(_BETWEEN[spec]))
    return several if len(several) > 1 or name in _LISTS else several[0]


def _item(text: str, spec: str) -> str:
    if spec == "word":
        return _words()[text]
    if spec == "column" and (theirs := _THEIRS.fullmatch(text)):
        return f"{theirs[1]} {theirs[2]}"
    return text
