"""The DataFrames of the runs page: the history, one run's steps and changes, the quarantine."""

from dataclasses import asdict
from itertools import islice

import pandas as pd

from dashboard.context import Context
from dashboard.i18n.format import reason_words
from dashboard.shared.causes import MOST
from dashboard.words import _
from graph.clock import from_micros
from graph.corrections import Corrections, read_corrections
from graph.corrections.visibility import visible_corrections
from graph.earnings.scope import Scope
from graph.reads.changes import Moved, moved, posted
from graph.reads.history import Night, Stopped, nights, stopped_run
from graph.reads.quarantine import quarantine
from graph.stages import by_stage, stage

MOST_NIGHTS = 200
MOST_ROWS = 2000
"""How many quarantined rows are shown; all of them are in `upline quarantine`."""
NAMED = 20
_LONGEST = 20
_USUAL = 14


def history(context: Context) -> list[Night]:
    """Return the published runs up to the one that is asked of, newest first."""
    return nights(context.database, below=context.run.number + 1, limit=MOST_NIGHTS)


def stopped(context: Context) -> Stopped | None:
    """Return the run after the one that is published, when a check or a guard stopped it."""
    return stopped_run(context.database, context.run.number)


def night_numbered(runs: list[Night], text: str) -> Night:
    """Return the run that an address asks for by its number; the newest for "" and for any other."""
    return next((night for night in runs if str(night.run.number) == text), runs[0])


def run_is_told(text: str, shown: Night) -> list[str]:
    """Return that an address asks for a run that there is not, and which one is shown."""
    if not text or str(shown.run.number) == text:
        return []
    words = _("There is no run {text}; run {number} is shown.")
    return [words.format(text=text[:_LONGEST], number=shown.run.number)]


def history_table(history: list[Night]) -> pd.DataFrame:
    """Return a row per run: number, as_of, finished, seconds, engine, entries, passed, checks, kept."""
    return pd.DataFrame(
        [
            {
                "number": night.run.number,
                "as_of": night.run.as_of_time,
                "finished": from_micros(night.run.finished, night.run.zone),
                "seconds": (night.run.finished - night.run.started) / 1_000_000,
                "engine": night.engine,
                "entries": night.run.counts.get("entries", 0),
                "passed": sum(check.passed for check in night.checks),
                "checks": len(night.checks),
                "kept": night.run.dropped is None,
            }
            for night in history
        ]
    )


def stages(night: Night, history: list[Night]) -> pd.DataFrame:
    """Return how long the stages of a run took, in order: stage, seconds, before, median, rows, rows_before.

    before: what the run before took, median: that of the up to 14 runs before; NaN where none says. rows: how
    many rows their steps looked at, as far as they were counted.
    """
    earlier = [one for one in history if one.run.number < night.run.number and one.seconds][:_USUAL]
    before = earlier[0] if earlier else None
    took, rows = by_stage(night.seconds), by_stage(night.rows)
    frame = pd.DataFrame({"seconds": took, "before": by_stage(before.seconds) if before else {}}, dtype=float)
    frame = frame.reindex(list(took))
    if earlier:
        usual = pd.DataFrame([by_stage(one.seconds) for one in earlier])
        frame["median"] = usual.median().reindex(frame.index)
    else:
        frame["median"] = float("nan")
    frame["rows"] = pd.Series(rows, dtype=float).reindex(frame.index)
    frame["rows_before"] = pd.Series(by_stage(before.rows) if before else {}, dtype=float).reindex(
        frame.index
    )
    return frame.rename_axis("stage").reset_index()


def steps(night: Night) -> pd.DataFrame:
    """Return what each step of a run cost: stage, step, rows (missing: not counted), seconds."""
    rows = [(stage(step), step, night.rows.get(step), spent) for step, spent in night.seconds.items()]
    return pd.DataFrame(rows, columns=["stage", "step", "rows", "seconds"])


def postings(context: Context) -> pd.DataFrame:
    """Return what the run posted in the viewer's scope: kind, entries, added, taken (minor units)."""
    found = [asdict(one) for one in posted(context.database, context.run, context.team)]
    return pd.DataFrame(found, columns=["kind", "entries", "added", "taken"])


def movements(context: Context) -> list[Moved]:
    """Return whose rank the run changed in the viewer's scope, and the first of them by name."""
    return moved(context.database, context.run, context.team, NAMED)


def causes(context: Context) -> Corrections:
    """Return why the run corrected entries in the viewer's scope, as far as the viewer may see it."""
    scope = Scope(team=context.team)
    read = read_corrections(context.database, context.run, scope, of_run=True, limit=MOST)
    return visible_corrections(context.database, context.run, context.viewer, read)


def quarantine_rows(context: Context) -> pd.DataFrame:
    """Return the first MOST_ROWS quarantined rows: table, file, row, key, reasons, delivered (a time).

    `reasons` is in the language of the request.

    They are of no team: for those who see the whole company only, which the caller makes sure of.
    """
    zone, words = context.run.zone, reason_words()
    rows = [
        {
            **asdict(row),
            "reasons": words.sentences_of(row.reasons),
            "delivered": from_micros(row.delivered, zone),
        }
        for row in islice(quarantine(context.database), MOST_ROWS)
    ]
    return pd.DataFrame(rows, columns=["table", "file", "row", "key", "reasons", "delivered"])
