"""Loads what was handed in over the network (graph.intake), one after the other, and publishes it."""

import time
from dataclasses import dataclass, field
from typing import Any

import structlog
from filelock import FileLock, Timeout

from cli.jobs.runner import Ended, Runner
from cli.jobs.watching import TRIES, Attempts
from graph.errors import ConflictError, UplineError
from graph.i18n import LANGUAGES
from graph.i18n.message import message
from graph.intake import DeliveryState, Review, Spool, Upload

_LOADING = (DeliveryState.LOADING,)
_TIDY_SECONDS = 3600
_log = structlog.get_logger()


@dataclass
class Uploads:
    """Loads what waits, the oldest first; then a run is calculated for all of it at once.

    One service of an installation does so (the lock); another one looks again whether it is its turn.
    """

    spool: Spool
    runner: Runner
    attempts: dict[str, Attempts] = field(default_factory=dict)
    _lock: FileLock | None = None
    _seen: int = -1
    _tidy: float = 0

    def look(self) -> None:
        """Load and publish what waits."""
        if not self._takes():
            return
        changed = self.spool.changed()
        if changed == self._seen and not self.attempts and time.monotonic() < self._tidy:
            return
        try:
            for upload in self.spool.in_state(DeliveryState.WAITING):
                if self._is_due(upload.id):
                    self._load(upload)
            self._publish()
            self.spool.tidy()
            self._tidy = time.monotonic() + _TIDY_SECONDS
        except (OSError, UplineError) as error:
            _log.error("deliveries that were handed in wait", why=str(error))
            return
        self._seen = changed

    def close(self) -> None:
        """Let another service take its turn."""
        if self._lock is not None:
            self._lock.release()

    def _takes(self) -> bool:
        """Return whether it is this service's turn; the first time, what was begun is taken up again."""
        if self._lock is not None:
            return True
        if not self.spool.changed():
            return False  # nothing was ever handed in: the folder need not be there
        lock = self.spool.taker_lock()
        try:
            lock.acquire()
        except Timeout:
            return False
        self._lock = lock
        for upload in self.spool.in_state(DeliveryState.LOADING):
            if upload.tries < TRIES:
                self.spool.change(upload.id, *_LOADING, state=DeliveryState.WAITING)
            else:  # each time the whole service died with it
                self.spool.change(
                    upload.id, *_LOADING, state=DeliveryState.FAILED, said=said_of(Ended("failed", ""))
                )
        return True

    def _is_due(self, ident: str) -> bool:
        return self.attempts.get(ident, Attempts()).is_due()

    def _load(self, upload: Upload) -> None:
        try:
            begun = self.spool.change(
                upload.id, DeliveryState.WAITING, state=DeliveryState.LOADING, tries=upload.tries + 1, said={}
            )
        except ConflictError:
            return  # it was cancelled just now
        ended = self.runner.load_upload(upload.id, quiet=upload.id in self.attempts)
        again = ended.outcome == "failed" and begun.tries < TRIES
        match ended.outcome:
            case "done":
                self._end(upload.id, state=DeliveryState.LOADED, summary=ended.facts["summary"])
            case "later":
                self.spool.change(upload.id, *_LOADING, state=DeliveryState.WAITING, tries=upload.tries)
                self._put_off(upload.id)
            case _ if again:
                self.spool.change(upload.id, *_LOADING, state=DeliveryState.WAITING)
                self._put_off(upload.id)
            case _:
                self._end(upload.id, state=DeliveryState.FAILED, said=said_of(ended))

    def _end(self, ident: str, **fields: Any) -> None:  # noqa: ANN401 - those of Upload
        self.attempts.pop(ident, None)
        self.spool.change(ident, *_LOADING, **fields)

    def _publish(self) -> None:
        """Calculate a run for what is loaded and to be published; where that cannot begin, again later."""
        loaded = [
            one for one in self.spool.in_state(DeliveryState.LOADED) if one.publish and self._is_due(one.id)
        ]
        if not loaded:
            return
        night = self.runner.calculate(quiet=any(one.id in self.attempts for one in loaded))
        for upload in loaded:
            if night.outcome == "later":
                self._put_off(upload.id)
                continue
            self.attempts.pop(upload.id, None)
            if night.outcome == "done":
                fields: dict[str, Any] = {"state": DeliveryState.PUBLISHED, "run": night.facts["number"]}
            else:  # what is loaded stays; the next night publishes it
                fields = {"publish": False, "said": said_of(night)}
            self.spool.change(upload.id, DeliveryState.LOADED, **fields)

    def _put_off(self, ident: str) -> None:
        self.attempts.setdefault(ident, Attempts()).put_off(died=False)


@dataclass
class Reviews:
    """Looks through what is held and was not looked through yet."""

    spool: Spool
    runner: Runner
    _seen: int = -1

    def look(self) -> None:
        """Look through what waits for it."""
        changed = self.spool.changed()
        if changed in {0, self._seen}:
            return
        try:
            for upload in self.spool.in_state(DeliveryState.HELD):
                if upload.review is Review.WANTED:
                    self._review(upload)
        except (OSError, UplineError) as error:
            _log.error("deliveries that were handed in are not looked through", why=str(error))
            return
        self._seen = changed

    def _review(self, upload: Upload) -> None:
        ended = self.runner.review(upload.id)
        if ended.outcome == "done":
            by = self.spool.noted(upload.id, "review")
            fields: dict[str, Any] = {"review": Review.DONE, "mapping": by["mapping"], "own": by["own"]}
        elif ended.outcome == "later" and not ended.said:
            return  # the service ends
        else:
            fields = {"review": Review.FAILED, "said": said_of(ended)}
        try:
            if self.spool.read(upload.id).mapping == upload.mapping:  # else it is to be looked through anew
                self.spool.change(upload.id, DeliveryState.HELD, **fields)
        except ConflictError:
            return  # it was cancelled


def said_of(ended: Ended) -> dict[str, str]:
    """Return what went wrong, by language; of a process that died without an answer that it did."""
    died = message("it ended without an answer, as the log says: tell the operator")
    return dict(ended.said) or {code: died.text(code) for code in LANGUAGES}
