"""What if: `upline impact` (docs/compliance.md, "What if")."""

from collections.abc import Callable
from dataclasses import asdict
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

import typer

from cli.answers import about_run, answer, output_options
from cli.exporting import Cell, Column, Format
from cli.options import FormatOption, JsonOption, LimitOption, OutOption, load_settings, open_database
from cli.output import say
from graph.errors import UserError
from graph.i18n import N_
from graph.money import to_decimal

if TYPE_CHECKING:
    from cli.answers import OutputOptions
    from graph.impact import Change, Dependence, Impact, Side, WhatIf
    from graph.plan import Plan

_LEFT = N_("nothing was written")


def impact(
    *,
    leave: Annotated[
        str, typer.Option("--leave", metavar="MEMBER", help="What if this member leaves.", show_default=False)
    ] = "",
    with_team: Annotated[
        bool, typer.Option("--with-team", help="Everybody below the member leaves, too.")
    ] = False,
    move: Annotated[
        str,
        typer.Option(
            "--move", metavar="MEMBER", help="What if this member moves, with its team.", show_default=False
        ),
    ] = "",
    to: Annotated[
        str | None,
        typer.Option(
            "--to", metavar="SPONSOR", help='The new sponsor of --move; "" for none.', show_default=False
        ),
    ] = None,
    refund: Annotated[
        str,
        typer.Option("--refund", metavar="ORDER", help="What if this order is refunded.", show_default=False),
    ] = "",
    form: FormatOption = None,
    out: OutOption = None,
    limit: LimitOption = 40,
    as_json: JsonOption = False,
) -> None:
    """Tell whose volume, rank and pay would change; without an option, on whom most depends."""
    what = _what_if(leave, move, to, refund, with_team=with_team)
    output = output_options(form, out, limit, as_json=as_json)
    if what is None:
        _show_dependence(output)
    else:
        _show_impact(output, what)


def _what_if(leave: str, move: str, to: str | None, refund: str, *, with_team: bool) -> "WhatIf | None":
    """Return what the options ask, None for nothing; raises a UserError where they contradict each other."""
    from graph.impact import Leave, Move, Refund  # noqa: PLC0415 - a help text must come at once

    if sum(map(bool, (leave, move, refund))) > 1:
        raise UserError("give one of --leave, --move and --refund")
    if bool(move) != (to is not None):
        raise UserError("--move MEMBER needs --to SPONSOR, and the other way round")
    if with_team and not leave:
        raise UserError("--with-team goes with --leave MEMBER")
    if leave:
        return Leave(leave, with_team)
    if refund:
        return Refund(refund)
    return Move(move, to) if to is not None else None


def _show_impact(output: "OutputOptions", what: "WhatIf") -> None:
    from cli.nightly.progress import explain_interrupt, progress_bar  # noqa: PLC0415
    from graph.fact_files import folder_at  # noqa: PLC0415
    from graph.impact import impact as calculate  # noqa: PLC0415

    with explain_interrupt(_LEFT), open_database() as database:
        with progress_bar() as progress:
            found = calculate(database, what, folder_at(load_settings().facts_address), progress)
        plan = found.run.plans[-1]
        about = about_run("impact", found.run)
        about |= _totals(found)
        nothing = N_("Nothing would change for anybody.")
        answer(database, output, about, _columns(plan), (one for one in found.changes), nothing=nothing)
        if output.form is Format.TABLE and not output.as_json:
            _sentences(found)


def _totals(result: "Impact") -> dict[str, object]:
    names = ("revenue", "rewards")
    sums = (result.revenue, result.paid)
    return {
        **asdict(result.counts),
        **{name: [to_decimal(one) for one in both] for name, both in zip(names, sums, strict=True)},
        "newer_facts": result.newer,
        "seconds": result.seconds,
    }


def _sentences(result: "Impact") -> None:
    currency = result.run.plans[-1].currency
    if result.counts.gone > 1:
        say("{gone:,} members would be gone together.", gone=result.counts.gone)
    say(
        "Of those who stay, {volume:,} would have another group volume, {higher:,} a higher and {lower:,} "
        "a lower rank; {more:,} would earn more and {less:,} less.",
        volume=result.counts.volume,
        higher=result.counts.higher,
        lower=result.counts.lower,
        more=result.counts.more,
        less=result.counts.less,
    )
    say(
        "Revenue {before} > {after}, rewards {paid_before} > {paid} ({currency}).",
        before=to_decimal(result.revenue[0]),
        after=to_decimal(result.revenue[1]),
        paid_before=to_decimal(result.paid[0]),
        paid=to_decimal(result.paid[1]),
        currency=currency,
    )
    if result.newer:
        say("Facts loaded after run {number} count here, and not in it.", number=result.run.number)
    say("Nothing of this is published; nothing was written.")


def _columns(plan: "Plan") -> "list[Column[Change]]":
    def rank(side: "Side | None") -> str:
        return "" if side is None else plan.ranks[side.rank].id

    columns: list[Column[Change]] = [
        Column("member_id", lambda change: change.member_id, weight=100),
        Column("name", lambda change: change.name, weight=30),
        Column("rank_before", lambda change: rank(change.before), weight=60),
        Column("rank", lambda change: rank(change.after), weight=60),
        Column("personal_before", _side("personal", before=True), "money", weight=20),
        Column("personal", _side("personal", before=False), "money", weight=20),
        Column("volume_before", _side("volume", before=True), "money", weight=50),
        Column("volume", _side("volume", before=False), "money", weight=50),
        Column("earned_before", _side("earned", before=True), "money", weight=80),
        Column("earned", _side("earned", before=False), "money", weight=80),
        Column("held_before", _side("held", before=True), "money", weight=10),
        Column("held", _side("held", before=False), "money", weight=10),
        Column("change", _change, "money", weight=90, total=True),
    ]
    return columns


def _side(name: str, *, before: bool) -> "Callable[[Change], Cell]":
    def cell(change: "Change") -> Cell:
        side = change.before if before else change.after
        return 0 if side is None else int(getattr(side, name))

    return cell


def _change(change: "Change") -> int:
    return (change.after.earned if change.after else 0) - change.before.earned


def _show_dependence(output: "OutputOptions") -> None:
    from cli.nightly.progress import explain_interrupt, progress_bar  # noqa: PLC0415
    from graph.fact_files import folder_at  # noqa: PLC0415
    from graph.impact import dependence, published  # noqa: PLC0415
    from graph.simulation import open_company  # noqa: PLC0415

    with explain_interrupt(_LEFT), open_database() as database:
        facts = folder_at(load_settings().facts_address)
        with progress_bar() as progress, open_company(database, facts, progress) as company:
            run = published(company)
            rows = dependence(company, run, progress=progress)
        answer(database, output, about_run("impact", run), _dependence_columns(run.plans[-1]), rows)


def _dependence_columns(plan: "Plan") -> "list[Column[Dependence]]":
    columns: list[Column[Dependence]] = [
        Column("member_id", lambda member: member.member_id, weight=100),
        Column("name", lambda member: member.name, weight=60),
        Column("rank", lambda member: plan.ranks[member.rank].id, weight=70),
        Column("people", lambda member: member.people, "number", weight=80),
        Column("others", lambda member: member.others, "money", weight=95),
        Column("of_rewards", lambda member: _decimal(member.others_share), "number", weight=90),
        Column("volume", lambda member: member.volume, "money", weight=88),
        Column("of_revenue", lambda member: _decimal(member.volume_share), "number", weight=85),
        Column("sponsor_id", lambda member: member.sponsor_id, weight=50),
        Column("of_sponsor", lambda member: _decimal(member.sponsor_share), "number", weight=40),
    ]
    return columns


def _decimal(value: Decimal | None) -> str:
    return "" if value is None else f"{value:f}"
