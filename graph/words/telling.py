"""Explanations in words and as JSON: a sentence per reason, money as decimals, times in the plan's zone."""

import string
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any
from zoneinfo import ZoneInfo

from graph.clock import SHIFT, from_micros
from graph.i18n import ENGLISH, language_name
from graph.money import Money, to_decimal
from graph.words.reasons import Reason, Value, parameters, texts

_DIGITS = len(str(SHIFT))
_LISTS = {"word": "or", "any": "or", "all": "and", "column": "and"}
"""What joins the texts of a list, by the spec of the parameter."""
_TIMES = frozenset({"at", "paid_at", "opens", "closes", "revised_at"})
"""The fields of explanations that are times in microseconds."""
_OF_RANKS = frozenset({"rank", "held", "payee_rank", "earner_rank"})


@dataclass(frozen=True, slots=True)
class Words:
    """Turns reasons into sentences: knows the names of members, and the zone of times."""

    names: Mapping[str, str]
    zone: ZoneInfo
    sentences: Mapping[str, str]
    kinds: Mapping[str, str]
    parts: Mapping[str, str]
    counts: Mapping[str, str]
    words: Mapping[str, str]
    ranks: Mapping[str, str]
    packages: Mapping[str, str] = field(default_factory=dict)
    money: Callable[[int], str] = to_decimal

    def sentence(self, why: Reason) -> str:
        """Return the sentence of a reason; names and ids in it are as they were loaded."""
        values = dict(why.values)
        parts = string.Formatter().parse(self.sentences[why.id])
        return "".join(
            literal + (self._said(name, values[name], spec or "text") if name else "")
            for literal, name, spec, _ in parts
        )

    def sentences_of(self, reasons: Iterable[Reason]) -> str:
        """Return the sentences of several reasons, as one text."""
        return self.parts["also"].join(map(self.sentence, reasons))

    def member(self, member_id: str) -> str:
        """Return a member as text: id and, where it has another name, the name."""
        name = self.names.get(member_id, "")
        return f"{member_id} ({name})" if name and name != member_id else member_id

    def time(self, micros: int) -> str:
        """Return a time to the minute in the plan's zone."""
        return from_micros(micros, self.zone).strftime("%Y-%m-%d %H:%M")

    def day(self, micros: int) -> str:
        """Return the day of a time in the plan's zone."""
        return from_micros(micros, self.zone).date().isoformat()

    def kind(self, kind: str) -> str:
        """Return the words for a kind of reward; "peer direct" is the peer match of the direct referral."""
        said = [self.kinds.get(one, one) for one in kind.split(" ", 1)]
        return said[0] if len(said) == 1 else self.parts["match"].format(kind=said[0], source=said[1])

    def _said(self, name: str, value: Value, spec: str) -> str:
        if spec in _LISTS:
            several = value if isinstance(value, tuple) else (str(value),)
            return self.parts[_LISTS[spec]].join(self._item(each, spec) for each in several)
        if isinstance(value, tuple):
            raise TypeError(f"the parameter {name} is a list, and {spec} takes none")
        return self._single(name, value, spec)

    def _single(self, name: str, value: str | int, spec: str) -> str:
        match spec:
            case "who":
                said = self.member(str(value)) if value else self.parts["nobody"]
            case "payee":
                said = self.member(str(value)) if value else self.parts["company"]
            case "money":
                said = self.money(int(value))
            case "time":
                said = self.time(int(value))
            case "day":
                said = self.day(int(value))
            case "kind":
                said = self.kind(str(value))
            case "point":
                at, order_id = _split(str(value))
                which = ("order" if order_id else "month") if at is not None else "opening"
                said = self.parts[which].format(order=order_id, time=self.time(at or 0))
            case "quoted":
                said = f"'{value}'" if value else self.parts["empty"]
            case "text":
                said = self._text(name, str(value))
            case _:
                raise TypeError(f"the parameter {name} is told as {spec}, which nothing here tells")
        return said

    def _item(self, value: str, spec: str) -> str:
        """Return a text that may stand alone, or be one of a list."""
        if spec == "word":
            return self.words.get(value, value)
        if spec == "column":
            ours, _, theirs = value.partition(" ")
            return self.parts["theirs"].format(column=ours, theirs=theirs) if theirs else ours
        return value

    def _text(self, name: str, value: str) -> str:
        if name == "later":
            number, _, what = value.partition(" ")
            return f"{number} {self.counts[what]}"
        if name == "kinds":
            return self.parts["and"].join(self.kind(one) for one in value.split(" and "))
        if name == "package":
            return self.packages.get(value, value)
        return self.ranks.get(value, value) if name in _OF_RANKS else value


def english(names: Mapping[str, str], zone: str) -> Words:
    """Return the words of an explanation in English; zone: its name, such as Asia/Shanghai."""
    return spoken("english", names, zone)


def spoken(
    language: str, names: Mapping[str, str], zone: str, ranks: Mapping[str, str] | None = None
) -> Words:
    """Return the words of an explanation in a language that has a file here; zone as for `english`.

    ranks: what to call ranks, by id; the others are called by their id.
    """
    said = texts(language)
    parts = said["sentences"], said["kinds"], said["parts"], said["counts"], said["words"]
    return Words(names, ZoneInfo(zone), *parts, ranks or {})


def without_names(language: str = "english") -> Words:
    """Return the words of reasons that name nobody and tell no time: of waiting rows, and of checks."""
    return spoken(language, {}, "UTC")


@dataclass(frozen=True, slots=True)
class Reasons:
    """Reasons as one value of a message or an error, told in its language."""

    reasons: tuple[Reason, ...]

    def __str__(self) -> str:
        return self.text(ENGLISH)

    def text(self, code: str = "") -> str:
        """Return the sentences in a language, joined."""
        return without_names(language_name(code)).sentences_of(self.reasons)


def to_json_data(explanation: Any, words: Words) -> Any:  # noqa: ANN401 - any part of an explanation
    """Return maps, lists, texts and numbers of an explanation or a part of it, as the API and JSON give it.

    Money is a decimal in text; a reason is its id, values and sentence; a point names time and order.
    """
    if isinstance(explanation, Reason):
        specs = parameters(explanation.id)
        values = {name: _plain(value, specs[name], words) for name, value in explanation.values}
        return {"id": explanation.id, "values": values, "text": words.sentence(explanation)}
    if is_dataclass(explanation):
        return {
            own.name: _field(getattr(explanation, own.name), own.type, own.name, words)
            for own in fields(explanation)
        }
    if isinstance(explanation, Mapping):
        return {name: to_json_data(value, words) for name, value in explanation.items()}
    if isinstance(explanation, list | tuple):
        return [to_json_data(value, words) for value in explanation]
    return explanation


def _field(value: Any, kind: object, name: str, words: Words) -> Any:  # noqa: ANN401
    if kind is Money:
        return to_decimal(value)
    if name in _TIMES and value is not None:
        return _plain(value, "time", words)
    if name in {"point", "since"} and isinstance(value, str):
        return _plain(value, "point", words)
    return to_json_data(value, words)


def _plain(value: Value, spec: str, words: Words) -> Any:  # noqa: ANN401
    if isinstance(value, tuple):
        return list(value)
    if spec == "money":
        return to_decimal(int(value))
    if spec in {"time", "day"}:
        return from_micros(int(value), words.zone).isoformat()
    if spec == "point":
        at, order_id = _split(str(value))
        if at is None:
            return None
        return {"at": from_micros(at, words.zone).isoformat(), "order_id": order_id or None}
    return value


def _split(point: str) -> tuple[int | None, str]:
    """Return the time of a point and its order: none of the beginning of a month, neither of the opening."""
    return (int(point[:_DIGITS]) - SHIFT, point[_DIGITS + 1 :]) if point else (None, "")
