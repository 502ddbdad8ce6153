"""The one reader of YAML: plans and mapping files, as texts, lists and maps with the line of each place.

A few lines of YAML can stand for more than any memory holds (aliases of aliases), or never end. So a text is
bounded in size, depth and number of values, and aliases are refused, before anything is made of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from graph.errors import UserError
from graph.i18n import N_
from graph.i18n.message import Joined, Message, message
from graph.regular_file import regular_file

MAX_BYTES = 1_000_000
MAX_DEPTH = 40
MAX_VALUES = 10_000

_TOLD = 40  # mistakes that are told at once
_SHOWN = 400  # characters of each
Place = tuple[str | int, ...]
Problem = tuple[Place, str | Message]
"""What is wrong in a document: the place of the field, and words."""


@dataclass(frozen=True)
class Document:
    """What a text holds: `data` (None: nothing), the line of each place, the fields that cannot be."""

    data: object
    lines: dict[Place, int] = field(default_factory=dict)
    doubled: list[Problem] = field(default_factory=list)


def read_yaml(path: Path, name: str) -> str:
    """Return the text of a YAML file; `name` is what errors call it, such as "the plan mine.yaml".

    Raises:
        UserError: when it cannot be read, is no regular file, too large, or not UTF-8.
    """
    target = regular_file(path, name)
    try:
        with target.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
        if len(content) > MAX_BYTES:
            raise _too_large(name)
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise UserError("{name} cannot be read: line {line} is not UTF-8", name=name, line=line) from error
    except OSError as error:
        raise UserError("{name} cannot be read: {why}", name=name, why=error.strerror) from error


def parse_yaml(text: str, file: str) -> Document:
    """Return what a YAML text holds; tags are ignored, and every scalar is a text.

    Raises:
        UserError: with file and line, when it is not YAML, or has aliases, too many values or too deep ones.
    """
    if len(text) > MAX_BYTES:
        raise _too_large(file)
    try:
        node = _BoundedLoader(text).get_single_node()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise UserError(
            "{file}, line {line}: this is not YAML: {problem}"
            if mark
            else "{file}: this is not YAML: {problem}",
            file=file,
            line=mark.line + 1 if mark else 0,
            problem=error.problem or error.context,
        ) from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise UserError(
            "{file}, line {line}: this is not YAML: it has control characters", file=file, line=line
        ) from error
    except _TooMuchError as error:
        raise UserError("{file}, line {line}: {why}", file=file, line=error.line, why=error.why) from error
    if node is None:
        return Document(None, {(): 1})
    document = Document(None)
    return Document(_plain(node, (), document), document.lines, document.doubled)


def mistakes_error(mistakes: Sequence[tuple[str, str | Message]]) -> UserError:
    """Return the error of mistakes, a line each: the first ones, cut where they are long.

    A mistake is a place, such as "mine.yaml, line 3, ranks[0].id", and words.
    """
    lines: list[object] = [_Line(place, words) for place, words in mistakes[:_TOLD]]
    if more := len(mistakes) - len(lines):
        lines.append(message("and {more:,} more", more=more))
    return UserError("{mistakes}", mistakes=Joined(tuple(lines), "\n"))


class _Line(Message):
    """A mistake, cut where it is long."""

    def __init__(self, place: str, words: str | Message) -> None:
        why = words if isinstance(words, Message) else message(words)
        super().__init__(N_("{place}: {why}"), {"place": place, "why": why})

    def text(self, code: str = "") -> str:
        line = super().text(code)
        return line if len(line) <= _SHOWN else line[:_SHOWN] + "…"


def _too_large(name: str) -> UserError:
    return UserError(
        "{name} is larger than {most:,} bytes: this is no plan and no mapping",
        name=name,
        most=MAX_BYTES,
    )


class _TooMuchError(yaml.YAMLError):
    def __init__(self, why: Message, line: int) -> None:
        super().__init__(str(why))
        self.why = why
        self.line = line


class _BoundedLoader(yaml.BaseLoader):
    """Composes nodes as PyYAML does, up to the bounds of this module."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._depth = self._values = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent):
            raise _TooMuchError(message("aliases (*) are not read: write the value out"), line)
        self._depth += 1
        self._values += 1
        if self._depth > MAX_DEPTH:
            raise _TooMuchError(message("this is more than {most} levels deep", most=MAX_DEPTH), line)
        if self._values > MAX_VALUES:
            raise _TooMuchError(message("these are more than {most:,} values", most=MAX_VALUES), line)
        try:
            return super().compose_node(parent, index)
        finally:
            self._depth -= 1


def _plain(node: yaml.Node, place: Place, document: Document) -> object:
    document.lines.setdefault(place, node.start_mark.line + 1)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*place, number), document) for number, item in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        values: dict[str, object] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                document.doubled.append((place, "a list or a map is no name of a field"))
                continue
            name = str(key.value)
            inner = (*place, name)
            if name in values:
                document.doubled.append((inner, "the field is there twice"))
            document.lines[inner] = key.start_mark.line + 1
            values[name] = _plain(value, inner, document)
        return values
    return str(node.value)
