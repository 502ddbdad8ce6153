"""Messages as the graph keeps them: their template and values as JSON, told later in any language."""

import json
from typing import Any

from graph.errors import UplineError
from graph.i18n.message import Joined, Message, message
from graph.words.reasons import of_kept, to_kept
from graph.words.telling import Reasons


def to_text(said: Message) -> str:
    """Return a message as JSON text; messages, errors, lists and reasons among its values stay such."""
    return json.dumps(_kept(said), ensure_ascii=False)


def of_text(text: str) -> Message:
    """Return the message of what `to_text` made; any other text is a sentence by itself."""
    try:
        read = _read(json.loads(text))
    except (ValueError, KeyError, TypeError, AttributeError):
        read = text
    return read if isinstance(read, Message) else message("{text}", text=text)


def _kept(value: object) -> object:
    match value:
        case Message():
            return {
                "template": value.template,
                "values": {name: _kept(own) for name, own in value.values.items()},
            }
        case UplineError():
            return _kept(value.message)
        case Joined():
            return {"parts": [_kept(part) for part in value.parts], "between": value.between}
        case Reasons():
            return {"reasons": [to_kept(why) for why in value.reasons]}
        case int() | float() | None:
            return value
    return str(value)


def _read(kept: Any) -> object:  # noqa: ANN401 - what a database holds
    match kept:
        case {"template": str(template), "values": dict(values)}:
            return Message(template, {name: _read(own) for name, own in values.items()})
        case {"parts": list(parts), "between": str(between)}:
            return Joined(tuple(map(_read, parts)), between)
        case {"reasons": list(reasons)}:
            return Reasons(tuple(map(of_kept, reasons)))
    return kept
