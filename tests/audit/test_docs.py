"""docs/audit.md lists every event with what it means and its details; the dashboard has words for each."""

from pathlib import Path

from dashboard.pages.audit.events import EVENTS
from graph.audit import EventName
from tools.make_audit_events import TARGET, table


def test_the_table_of_events_is_that_of_the_program() -> None:
    assert table() in TARGET.read_text(encoding="utf-8"), "stale: run python -m tools.make_audit_events"
    assert Path("docs/audit.md").name == TARGET.name


def test_the_dashboard_has_words_for_every_event() -> None:
    assert set(EVENTS) == set(EventName)
