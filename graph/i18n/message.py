"""A text as data: its English template and its values, put into words when somebody reads it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

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


def in_language(value: object, code: str = "") -> object:
    """Return a value of a message: the text of a message or an error in the language, all else as it is."""
    if isinstance(value, Message | Joined):
        return value.text(code)
    own = getattr(value, "message", None)  # an error, which this module cannot know
    return own.text(code) if isinstance(own, Message) else value
