"""A load or a night of the service, in a process of its own: `python -m cli.jobs.job REQUEST`.

So its memory is free when it ends, its work takes nothing from answers, and when it dies the service lives.
REQUEST is JSON; the answer, a line of JSON on standard output, is an `Ended` of cli.jobs.runner.
"""

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import structlog

from cli.jobs.reviewing import Noting, end_when_cancelled, review
from cli.jobs.runner import REVIEW
from cli.language import language_of
from cli.load import loaded_facts
from cli.nightly.report import published_facts
from cli.notifying import outcome_of
from cli.options import load_settings, open_database
from cli.recording import attempt, calculate_and_record, load_and_record
from etl.intake import Rules
from etl.mapping import load_mappings
from etl.reading import read_delivery
from graph.audit import EventName
from graph.errors import UplineError, UserError
from graph.i18n import spoken_in
from graph.i18n.message import Message
from graph.intake import spool_of
from graph.intake.upload import in_all_languages
from graph.logging import set_up
from graph.patience import Patience
from graph.plan import plan_in_force
from graph.reads.runs import run_numbered

_OURS_ONLY = 0o077
_log = structlog.get_logger()


def load_dropped(folder: str, mapping: Sequence[str], patience: Patience, *, quiet: bool) -> dict[str, Any]:
    """Load a folder, and return what is told of it."""
    place = Path(folder)
    with attempt(EventName.LOADED, quiet=quiet, folder=place) as done, open_database() as database:
        delivery = read_delivery(
            place, load_mappings(list(mapping)), lambda: plan_in_force(database).rank_ids
        )
        summary = load_and_record(database, place, delivery, lambda *_: None, patience=patience)
        facts = loaded_facts(place, summary)
        done(**facts)
    return facts


def load_upload(ident: str, patience: Patience, *, quiet: bool) -> dict[str, Any]:
    """Load a delivery that was handed in, note how far it is, and return what is told of it."""
    settings = load_settings()
    spool = spool_of(settings)
    upload = spool.read(ident)
    name = f"handed in: {upload.short}"
    with attempt(EventName.LOADED, quiet=quiet, folder=name) as done, open_database() as database:
        mapping = Rules(settings).mapping(upload.mapping, spool.own_mapping(ident) if upload.own else None)
        delivery = read_delivery(spool.files(ident), mapping, lambda: plan_in_force(database).rank_ids)
        summary = load_and_record(database, name, delivery, Noting(spool, ident), patience=patience)
        facts = loaded_facts(name, summary)
        done(**facts)
    return {**facts, "summary": summary.as_json()}


def calculate_night(patience: Patience, *, quiet: bool) -> dict[str, Any]:
    """Calculate and publish a run by the plans in force, and return what is told of it, and its number."""
    with attempt(EventName.NIGHTLY, quiet=quiet) as done, open_database() as database:
        night = calculate_and_record(database, (), None, lambda *_: None, patience=patience)
        facts = published_facts(night, run_numbered(database, night.run))
        done(**facts)
    return {**facts, "number": night.run}


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """Do what is asked for; what goes wrong in words is an answer, too."""
    patience = Patience(request["wait"], _log_wait)
    place = str(spool_of(load_settings()).folder(request["upload"])) if "upload" in request else ""
    try:
        match request["job"]:
            case EventName.LOADED if "upload" in request:
                facts = load_upload(request["upload"], patience, quiet=request["quiet"])
            case EventName.LOADED:
                facts = load_dropped(request["folder"], request["mapping"], patience, quiet=request["quiet"])
            case EventName.NIGHTLY:
                facts = calculate_night(patience, quiet=request["quiet"])
            case _ if request["job"] == REVIEW:
                facts = review(request["upload"])
            case other:
                raise ValueError(f"there is no job {other!r}")
    except UserError as error:
        return {"outcome": "refused", "text": error.text(), "said": in_all_languages(error, place)}
    except UplineError as error:
        return {"outcome": outcome_of(error), "text": error.text(), "said": in_all_languages(error, place)}
    kept = {name: facts[name] for name in ("summary", "number") if name in facts}
    return {"outcome": "done", "text": facts["text"], "facts": kept}


def _log_wait(words: Message) -> None:
    _log.warning(str(words))


if __name__ == "__main__":
    os.umask(_OURS_ONLY)
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever a library prints is no part of the answer
    own = load_settings()
    set_up(own.upline_log_level, own.upline_log_format)
    asked = json.loads(sys.argv[1])
    if asked["job"] == REVIEW:
        end_when_cancelled(asked["upload"])
    with spoken_in(language_of([], os.environ)):
        answers.write(json.dumps(answer(asked)) + "\n")
    answers.flush()
