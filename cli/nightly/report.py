"""What a published run is told as: a summary for people, one line of JSON for machines."""

from typing import TYPE_CHECKING

from cli.nightly.totals import figures_of, show_lines, totals_as_json
from cli.output import say, say_summary
from graph.stages import by_stage

if TYPE_CHECKING:
    from graph.nightly import NightSummary
    from graph.reads.runs import Run
    from graph.reads.totals import Totals


def tell_machines(night: "NightSummary", run: "Run", found: "Totals") -> None:
    """Print the summary as one line of JSON; money as decimals in text."""
    say_summary(
        {
            "command": "nightly",
            "run": night.run,
            "as_of": run.as_of_time.isoformat(),
            "plans": night.plans,
            "currency": run.plans[-1].currency,
            "entries": night.entries,
            **totals_as_json(found, run.plans[-1]),
            "notice": night.notice,
            "checks": {check.name: check.passed for check in night.checks},
            "seconds": by_stage(night.seconds),
        }
    )


def tell_people(night: "NightSummary", run: "Run", found: "Totals") -> None:
    """Print the summary: all figures since the first order, then what this run did."""
    plan = run.plans[-1]
    word = "plan" if len(night.plans) == 1 else "plans"
    names = f"{word} {', '.join(night.plans)}, money in {plan.currency}"
    say(f"Run {night.run} is published, as of {run.as_of_time.isoformat()} ({names}).")
    say("")
    say("Since the first order:")
    show_lines(figures_of([found], [plan]))
    say("")
    entries = "entry" if night.entries == 1 else "entries"
    say(f"This run posted {night.entries:,} {entries}.")
    say(f"Checks passed: {', '.join(check.name for check in night.checks)}.")
    if night.notice:
        say(f"Notice: {night.notice}")
    seconds = by_stage(night.seconds)
    spent = ", ".join(f"{name} {taken:,.1f}" for name, taken in seconds.items())
    say(f"Calculated in {sum(seconds.values()):,.1f} seconds: {spent}.")
