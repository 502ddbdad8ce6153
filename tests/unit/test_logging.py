"""Log lines: short ones for people, JSON for programs."""

import io
import json
import sys

import pytest
import structlog

from graph.errors import UserError
from graph.logging import set_up

REQUEST = {"route": "/api/v1/plan", "method": "GET", "status": 200, "ms": 1.2, "request_id": "abc"}


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


pytestmark = pytest.mark.usefixtures("logging_as_it_was")


def logged_text(stream: io.StringIO, monkeypatch: pytest.MonkeyPatch, form: str = "auto") -> str:
    monkeypatch.setattr(sys, "stderr", stream)
    set_up("info", form)
    structlog.get_logger("upline.access").info("answered", **REQUEST)
    return stream.getvalue()


def test_on_a_terminal_a_request_is_one_short_line(monkeypatch: pytest.MonkeyPatch):
    time, rest = logged_text(Terminal(), monkeypatch).split(" ", 1)

    assert len(time) == len("10:02:03")
    assert rest == "200 GET /api/v1/plan 1.2 ms\n"


def test_elsewhere_and_where_it_is_wanted_a_request_is_json(monkeypatch: pytest.MonkeyPatch):
    for line in (logged_text(io.StringIO(), monkeypatch), logged_text(Terminal(), monkeypatch, "json")):
        assert json.loads(line).items() >= REQUEST.items()


def test_text_can_be_wanted_where_there_is_no_terminal(monkeypatch: pytest.MonkeyPatch):
    assert logged_text(io.StringIO(), monkeypatch, "text").endswith("200 GET /api/v1/plan 1.2 ms\n")


def test_what_failed_is_told_with_its_request_on_a_terminal(monkeypatch: pytest.MonkeyPatch):
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    set_up("info")
    error = ValueError("of no use")
    structlog.get_logger("upline.api").error("request failed", exc_info=error, request_id="abc")
    said = screen.getvalue()

    assert "error: request failed request_id=abc\n" in said
    assert "ValueError: of no use" in said


def test_a_wrong_format_is_told():
    with pytest.raises(UserError, match="choose one of auto, text, json"):
        set_up("info", "loud")
