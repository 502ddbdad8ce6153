"""The jobs of a service in this process: what `upline serve` runs in processes of their own."""

from dataclasses import dataclass, field
from typing import Any

from cli.jobs import job
from cli.jobs.runner import REVIEW, Ended
from cli.jobs.uploads import Reviews, Uploads
from graph.audit import EventName
from graph.intake import Spool


@dataclass
class InProcess:
    """Stands for a Runner: the same requests and answers, without a process between."""

    asked: list[str] = field(default_factory=list)

    def load_upload(self, ident: str, *, quiet: bool = False) -> Ended:
        return self._answer({"job": EventName.LOADED, "upload": ident, "quiet": quiet})

    def review(self, ident: str) -> Ended:
        return self._answer({"job": REVIEW, "upload": ident})

    def calculate(self, *, quiet: bool = False) -> Ended:
        return self._answer({"job": EventName.NIGHTLY, "quiet": quiet})

    def _answer(self, request: dict[str, Any]) -> Ended:
        self.asked.append(str(request["job"]))
        return Ended(**job.answer({**request, "wait": 60}))


def work(spool: Spool, runner: Any = None) -> None:
    """Look once through what is held, and load and publish once what waits."""
    runner = runner or InProcess()
    Reviews(spool, runner).look()
    uploads = Uploads(spool, runner)
    try:
        uploads.look()
    finally:
        uploads.close()
