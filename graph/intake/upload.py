"""One delivery that was handed in: what it is of, and how far it is."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any, Self

from graph.errors import UplineError
from graph.i18n import LANGUAGES


class DeliveryState(StrEnum):
    """How far a delivery is.

    held: looked through and loaded only when somebody says so. loaded: the facts are there, and no run has
    them yet. Those of ENDED change no more by themselves.
    """

    HELD = "held"
    WAITING = "waiting"
    LOADING = "loading"
    LOADED = "loaded"
    PUBLISHED = "published"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Review(StrEnum):
    """How far it is looked through, of a delivery that is held."""

    NONE = ""
    WANTED = "wanted"
    DONE = "done"
    FAILED = "failed"


ENDED = frozenset({DeliveryState.PUBLISHED, DeliveryState.FAILED, DeliveryState.CANCELLED})
REPEATABLE = frozenset({DeliveryState.FAILED, DeliveryState.CANCELLED})
"""Handed in again, it is taken up again."""
FIND_OUT = "auto"
"""In place of the name of a mapping: whoever looks it through finds out which, or suggests one."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A delivery that was handed in.

    files: names and bytes. mapping: names; own: it brought or got a mapping of its own. publish: a run is
    calculated after it. at, ended: microseconds since 1970 UTC. tries: how often its load began. said: what
    went wrong, by language. summary: what the load did, as data (etl.loading.summary). run: the published
    run that has it first.
    """

    id: str
    state: DeliveryState
    account: str
    at: int
    files: Sequence[tuple[str, int]]
    mapping: Sequence[str] = ()
    own: bool = False
    publish: bool = True
    review: Review = Review.NONE
    tries: int = 0
    said: Mapping[str, str] = field(default_factory=dict)
    summary: Mapping[str, Any] = field(default_factory=dict)
    run: int = 0
    ended: int = 0

    @property
    def short(self) -> str:
        """The beginning of its id, as people are told of it."""
        return self.id[:8]

    @property
    def is_kept(self) -> bool:
        """Whether its files may still be needed: by a load, or by who mends rows of it that wait."""
        return self.state not in ENDED | {DeliveryState.LOADED} or self.quarantined > 0

    @property
    def quarantined(self) -> int:
        """How many rows of it were put into the quarantine."""
        return sum(int(one["quarantined"]) for one in self.summary.get("tables", {}).values())

    def as_text(self) -> str:
        """Return it as JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def of_text(cls, text: str) -> Self:
        """Return what `as_text` wrote."""
        data = json.loads(text)
        data["files"] = [(str(name), int(size)) for name, size in data["files"]]
        return cls(**{**data, "state": DeliveryState(data["state"]), "review": Review(data["review"])})


def in_all_languages(error: UplineError, folder: str = "") -> dict[str, str]:
    """Return what an error says, by language: it is kept for readers of each.

    folder: where the files of the delivery are, which is none of the business of who reads it.
    """
    texts = {code: error.text(code) for code in LANGUAGES}
    return {code: text.replace(f"{folder}/", "") if folder else text for code, text in texts.items()}
