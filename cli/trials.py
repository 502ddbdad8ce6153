"""What a load would do, told to people and machines: `upline load --dry-run` and `upline mapping check`."""

from typing import TYPE_CHECKING

from cli.load import tell
from cli.output import say, say_summary
from graph.i18n import language_name

if TYPE_CHECKING:
    from etl.loading import LoadSummary

_SHOWN = 40


def tell_trial(trial: "LoadSummary", command: str, *, as_json: bool) -> None:
    """Print the counts of a trial, and every reason why rows would wait with its first row."""
    from graph.words import without_names  # noqa: PLC0415 - a help text must come at once

    if as_json:
        say_summary({"command": command, "dry_run": True, **trial.as_json()})
        return
    tell(trial)
    words = without_names(language_name())
    for why in trial.reasons[:_SHOWN]:
        say(
            "{table}: {rows:,} wait, first {file} row {row}: {reason}",
            table=why.table,
            rows=why.rows,
            file=why.file,
            row=why.row,
            reason=words.sentence(why.first),
        )
    if more := len(trial.reasons) - _SHOWN:
        say("and {more:,} more", more=more) if more > 0 else None
    say("Nothing was written.")
