"""A text as data: its English template and its values, put into words when somebody reads it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from graph.i18n import ENGLISH, _


@dataclass(frozen=True, slots=True)
class Message:
    """A template with {fields} and their values; a value may be a message, or an error, itself."""

    template: str
    values: Mapping[str, object] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        return self.text(ENGLISH)

    def text(self, code: str = "") -> str:
        """Return the text in a language: "zh", "en", or that of the request or command."""
        return filled(_(self.template, code), self.values, code)


@dataclass(frozen=True, slots=True)
class Joined:
    """Several texts as one value of a message: messages are put into words, all else stays as it is."""

    parts: tuple[object, ...]
    between: str = "; "

    def __str__(self) -> str:
        return self.text(ENGLISH)

    def text(self, code: str = "") -> str:
        """Return the texts in a language, joined."""
        return _(self.between, code).join(str(in_language(part, code)) for part in self.parts)


def message(template: str, /, **values: object) -> Message:
    """Return a message; a template without values stands for itself, braces and all."""
    return Message(template, values)


def filled(text: str, values: Mapping[str, object], code: str = "") -> str:
    """Return a text with its {fields} filled, messages and errors among the values in the language."""
    return (
        text.format(**{name: in_language(value, code) for name, value in values.items()}) if values else text
    )


@runtime_checkable
class Worded(Protocol):
    """What has words in each language: a message, an error, reasons."""

    def text(self, code: str = "") -> str:
        """Return its words in a language, or in that of the request or command."""


def in_language(value: object, code: str = "") -> object:
    """Return a value of a message: the words in the language of what has them, all else as it is."""
    return value.text(code) if isinstance(value, Worded) else value
