"""Writes the table of events into docs/audit.md: python -m tools.make_audit_events."""

import re
from pathlib import Path

from graph.audit import EventName

TARGET = Path(__file__).parent.parent / "docs" / "audit.md"
_HEAD = "| event | means | details |\n|---|---|---|\n"
_TABLE = re.compile(re.escape(_HEAD) + r"(?:\|.*\n)*")


def table() -> str:
    """Return the table of all events as Markdown; `more`, which every event may have, is left out."""
    rows = (
        f"| `{name}` | {name.meaning} | {', '.join(f'`{one}`' for one in name.details if one != 'more')} |\n"
        for name in EventName
    )
    return _HEAD + "".join(rows)


if __name__ == "__main__":
    text = TARGET.read_text(encoding="utf-8")
    TARGET.write_text(_TABLE.sub(lambda _match: table(), text), encoding="utf-8")
