"""Runs loads and nights as processes, one at a time, and ends the one that runs when the service does."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any, Literal

import structlog

from cli.notifying import Outcome, notify
from graph.audit import EventName
from graph.i18n.message import message
from graph.settings import Settings

REVIEW = "review"
"""The job that looks a delivery through which was handed in; no event of the audit trail."""
_GRACE_SECONDS = 10
_log = structlog.get_logger()


@dataclass(frozen=True)
class Ended:
    """How a load or a night ended, and in words.

    outcome: done; refused: bad input; held: a check or a guard; later: another writes, or the database is
    away; failed: it died, or met what nobody foresaw. said: what went wrong, by language. facts: of a load
    that was handed in its summary, of a night the number of its run.
    """

    outcome: Outcome | Literal["refused"]
    text: str
    said: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)


class Runner:
    """Starts one job at a time; each waits as long for other writers as `wait` says, in seconds."""

    def __init__(self, settings: Settings, wait: int) -> None:
        self._settings, self._wait = settings, wait
        self._environment = os.environ | {
            "UPLINE_LOG_LEVEL": settings.upline_log_level,
            "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        }
        self._lock = Lock()
        self._child: subprocess.Popen[str] | None = None
        self._closed = False

    def load(self, folder: Path, mapping: Sequence[str], *, quiet: bool = False) -> Ended:
        """Load a folder."""
        return self._run(
            {"job": EventName.LOADED, "folder": str(folder), "mapping": list(mapping), "quiet": quiet}
        )

    def load_upload(self, ident: str, *, quiet: bool = False) -> Ended:
        """Load a delivery that was handed in (graph.intake)."""
        return self._run({"job": EventName.LOADED, "folder": ident, "upload": ident, "quiet": quiet})

    def review(self, ident: str) -> Ended:
        """Look a delivery through that was handed in, without loading it."""
        return self._run({"job": REVIEW, "folder": ident, "upload": ident})

    def calculate(self, *, quiet: bool = False) -> Ended:
        """Calculate a night."""
        return self._run({"job": EventName.NIGHTLY, "quiet": quiet})

    def close(self) -> None:
        """End what runs and start nothing any more; what was begun is taken up at the next start."""
        with self._lock:
            self._closed, child = True, self._child
        if child is None:
            return
        child.terminate()
        try:
            child.wait(_GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()

    def _run(self, request: Mapping[str, Any]) -> Ended:
        with self._lock:
            if self._closed:
                return Ended("later", "")
            command = [
                sys.executable,
                "-P",
                "-m",
                "cli.jobs.job",
                json.dumps({**request, "wait": self._wait}),
            ]
            child = self._child = subprocess.Popen(  # noqa: S603 - our own program
                command, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=self._environment
            )
        _log.info("begins", job=request["job"], folder=request.get("folder"))
        out, _ = child.communicate()
        with self._lock:
            self._child = None
            closed = self._closed
        ended = Ended("later", "") if closed else self._read(request, out, child.returncode)
        log = _log.info if ended.outcome == "done" else _log.warning
        log("ended", job=request["job"], folder=request.get("folder"), outcome=ended.outcome, text=ended.text)
        return ended

    def _read(self, request: Mapping[str, Any], out: str, code: int) -> Ended:
        """Return what a process answered; of one that died without an answer, those who watch are told."""
        try:
            return Ended(**json.loads(out))
        except (ValueError, TypeError):
            words = message("it ended with code {code}, as the log says", code=code).text()
            about = {"folder": request["folder"]} if "folder" in request else {}
            if isinstance(request["job"], EventName):
                notify(self._settings, request["job"], "failed", {"text": words, **about})
            return Ended("failed", words)
