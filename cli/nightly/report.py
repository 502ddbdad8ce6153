"""What a published run is told as: a summary for people, one line of JSON for machines."""

from typing import TYPE_CHECKING, Any

from cli.nightly.totals import figures_of, show_lines, totals_as_json
from cli.output import say, say_summary
from graph.i18n.message import Joined, message
from graph.stages import by_stage
from graph.words import Reasons

if TYPE_CHECKING:
    from graph.nightly import NightSummary
    from graph.reads.runs import Run
    from graph.reads.totals import Totals


def published_facts(night: "NightSummary", run: "Run") -> dict[str, Any]:
    """Return what programs that watch are told of a night: a sentence, and its figures."""
    as_of = run.as_of_time.isoformat()
    words = message(
        "run {run} is published, as of {as_of}: {entries:,} entries",
        run=night.run,
        as_of=as_of,
        entries=night.entries,
    )
    return {
        "text": words.text(),
        "run": night.run,
        "as_of": as_of,
        "entries": night.entries,
        "engine": night.engine,
        "seconds": round(sum(night.seconds.values()), 1),
        "accepted": [check.name for check in night.checks if check.accepted],
    }


def tell_machines(night: "NightSummary", run: "Run", totals: "Totals") -> None:
    """Print the summary as one line of JSON; money as decimals in text."""
    say_summary(
        {
            "command": "nightly",
            "run": night.run,
            "as_of": run.as_of_time.isoformat(),
            "plans": night.plans,
            "currency": run.plans[-1].currency,
            "entries": night.entries,
            "engine": night.engine,
            **totals_as_json(totals, run.plans[-1]),
            "dropped": list(night.dropped),
            "notice": str(night.notice or ""),
            "warnings": [str(Reasons(check.found)) for check in night.checks if check.warns],
            "checks": {check.name: check.passed for check in night.checks},
            "accepted": {check.name: check.accepted.reason for check in night.checks if check.accepted},
            "seconds": by_stage(night.seconds),
            "rows": by_stage(night.rows),
        }
    )


def tell_people(night: "NightSummary", run: "Run", totals: "Totals") -> None:
    """Print the summary: all figures since the first order, then what this run did."""
    plan = run.plans[-1]
    say(
        "Run {run} is published, as of {as_of} (plan {plans}, money in {currency})."
        if len(night.plans) == 1
        else "Run {run} is published, as of {as_of} (plans {plans}, money in {currency}).",
        run=night.run,
        as_of=run.as_of_time.isoformat(),
        plans=", ".join(night.plans),
        currency=plan.currency,
    )
    say("")
    say("Since the first order:")
    show_lines(figures_of([totals], [plan]))
    say("")
    say(
        "This run posted {entries:,} entry."
        if night.entries == 1
        else "This run posted {entries:,} entries.",
        entries=night.entries,
    )
    passed = tuple(message(check.name) for check in night.checks if check.passed)
    say("Checks passed: {checks}.", checks=Joined(passed, ", "))
    for check in night.checks:
        if check.accepted:
            say(
                "Accepted by {by}: {check} ({reason}).",
                by=check.accepted.by,
                check=message(check.name),
                reason=check.accepted.reason,
            )
        if check.warns:
            say("Notice: {notice}", notice=Reasons(check.found))
    if night.dropped:
        say("Kept no longer: the figures of runs {numbers}.", numbers=", ".join(map(str, night.dropped)))
    if night.notice:
        say("Notice: {notice}", notice=night.notice)
    seconds = by_stage(night.seconds)
    spent = [
        message("{stage} {seconds:,.1f}", stage=message(name), seconds=taken)
        for name, taken in seconds.items()
    ]
    say(
        "Calculated by {engine} in {seconds:,.1f} seconds: {spent}.",
        engine=night.engine,
        seconds=sum(seconds.values()),
        spent=Joined(tuple(spent), ", "),
    )
