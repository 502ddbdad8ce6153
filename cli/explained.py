"""Explanations laid out for a terminal: amounts, who, and why, readable in 80 columns."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from cli.output import console, say
from graph.i18n import N_, _
from graph.money import to_decimal
from graph.printing import printable

if TYPE_CHECKING:
    from graph.explain.conditions import Condition
    from graph.explain.member import MemberExplanation
    from graph.explain.model import Kind, NotPaid, OrderExplanation, Payment, Posting
    from graph.words import Words
    from graph.words.reasons import Reason

_WHO = 16  # columns for ids and names; longer ones wrap
_NAMED = 4  # so many members in a row are named, more are counted
Row = tuple[str, str, list[str]]


def show_order(told: "OrderExplanation", words: "Words") -> None:
    """Print the explanation of an order."""
    order = told.order
    say("Order {id}, run {run} as of {as_of}", id=order.id, run=told.run, as_of=told.as_of)
    bought = " + ".join(f"{count} x {name}" for name, count in order.packages.items())
    what = f" ({bought})" if bought else ""
    buyer = words.member(order.buyer_id)
    say(
        "{buyer} paid {amount} {currency}{what} on {time}.",
        buyer=buyer,
        amount=to_decimal(order.amount),
        currency=told.currency,
        what=what,
        time=words.time(order.at),
    )
    for refund in order.refunds:
        say(
            "Refunded on {time}: {amount} ({id}).",
            time=words.time(refund.at),
            amount=to_decimal(refund.amount),
            id=refund.id,
        )
    if order.plan:
        say("The plan in force was {plan}.", plan=order.plan)
    for note in told.notes:
        say(words.sentence(note))
    if any(kind.set_aside or kind.payments or kind.reversed for kind in told.kinds):
        for kind in told.kinds:
            _show_kind(kind, words)
    elif told.kinds and told.kinds[0].not_paid:
        first = told.kinds[0].not_paid[0]
        _grid(_("Nobody is paid"), [_silent("", first.reason, first.members, words)])
    _grid(
        _("Pools (R7)"),
        ((to_decimal(one.amount), one.pool, _told(one.reasons, words)) for one in told.pools),
    )
    sums = told.sums
    rows = [
        (sums.paid, _("paid to members")),
        (sums.breakage, _("due to nobody (breakage)")),
        (sums.pool_contribution, _("fed to pools")),
        (sums.kept, _("kept by the company")),
        (sums.package_lines, _("is the amount of the package lines")),
    ]
    _grid(_("Sums (R9)"), ((to_decimal(amount), "", [text]) for amount, text in rows))


def _show_kind(kind: "Kind", words: "Words") -> None:
    rows = [_paid(one, words) for one in kind.payments]
    if kind.breakage or len(kind.breakage_postings) > 1:
        reasons = _told(kind.breakage_reasons, words) + _history(kind.breakage_postings, words)
        rows.append((to_decimal(kind.breakage), _("nobody"), reasons))
    rows += [_paid(one, words) for one in kind.reversed]
    rows += [_silent(*one, words) for one in _together(kind.not_paid)]
    working = "; ".join(_told(kind.working, words))
    title = _("{kind} ({rule}): {amount} set aside").format(
        kind=words.kind(kind.kind).capitalize(), rule=kind.rule, amount=to_decimal(kind.set_aside)
    )
    _grid(f"{title} ({working})" if working else title, rows)


def _paid(one: "Payment", words: "Words") -> Row:
    why = _told(one.reasons, words)
    if one.source and not why:
        why = [_("of the {kind}").format(kind=words.kind(one.source))]
    return to_decimal(one.amount), words.member(one.payee_id), [*why, *_history(one.postings, words)]


def _history(postings: Sequence["Posting"], words: "Words") -> list[str]:
    """Tell when entries were posted, where that is more than one entry or a correction."""
    if len(postings) == 1 and not postings[0].reasons:
        return []
    lines = []
    for one in postings:
        changed = "; ".join(_told(one.reasons, words))
        line = N_("{amount} posted in run {run} ({day})")
        if changed:
            line = N_("{amount} posted in run {run} ({day}) because {changed}")
        amount = to_decimal(one.amount)
        lines.append(_(line).format(amount=amount, run=one.run, day=one.posted_on, changed=changed))
    return lines


def _together(not_paid: Iterable["NotPaid"]) -> Iterator[tuple[str, "Reason", list[str]]]:
    """Yield each reason once per matched kind, with all it is true of: a payee among them splits no row."""
    found: dict[tuple[str, Reason], list[str]] = {}
    for one in not_paid:
        found.setdefault((one.source, one.reason), []).extend(one.members)
    return ((source, why, members) for (source, why), members in found.items())


def _silent(source: str, why: "Reason", members: Sequence[str], words: "Words") -> Row:
    if len(members) <= _NAMED:
        who = ", ".join(map(words.member, members))
    else:
        who = _("{number:,} members: {first} ... {last}").format(
            number=len(members), first=words.member(members[0]), last=words.member(members[-1])
        )
    of = f"{words.kind(source)}: " if source and "source" not in dict(why.values) else ""
    return "-", who, [of + words.sentence(why)]


def show_member(told: "MemberExplanation", words: "Words") -> None:
    """Print the explanation of a member."""
    one = told.standing
    say(
        "Member {member}, run {run} as of {as_of}",
        member=words.member(one.member_id),
        run=told.run,
        as_of=told.as_of,
    )
    sponsor = words.member(one.sponsor_id) if one.sponsor_id else _("nobody")
    say(
        "Sponsored by {sponsor}; {direct_recruits:,} direct recruits, team of {team_size:,}.",
        sponsor=sponsor,
        direct_recruits=one.direct_recruits,
        team_size=one.team_size,
    )
    say("Team owner and mentor: {owner}.", owner=words.sentence(told.team_owner))
    _grid(_("Rank: {rank}").format(rank=one.rank), (("", "", [words.sentence(why)]) for why in told.ranks))
    if told.next_rank:
        _grid(
            _("Next rank: {rank}").format(rank=told.next_rank.rank),
            _conditions(told.next_rank.conditions, words),
        )
    volumes = (
        (_("personal"), one.personal_volume),
        (_("team"), one.team_volume),
        (_("group"), one.group_volume),
    )
    _grid(_("Volumes"), ((to_decimal(amount), name, []) for name, amount in volumes))
    earned: list[Row] = [(to_decimal(kind.amount), words.kind(kind.kind), []) for kind in told.earned]
    _grid(
        _("Earned: {earned}, available: {available}").format(
            earned=to_decimal(one.earned), available=to_decimal(one.available)
        ),
        earned,
    )
    fund = [("", "", [words.sentence(told.fund.reason)]), *_conditions(told.fund.conditions, words)]
    _grid(_("Held: {held}").format(held=to_decimal(one.held)), fund)
    _grid(
        _("Pools, last days"),
        ((to_decimal(p.amount), f"{p.pool} {p.day}", [words.sentence(p.reason)]) for p in told.pools),
    )
    latest = (
        (
            to_decimal(e.amount),
            words.kind(f"{e.kind} {e.source}".strip()),
            [_where(e.order_id, e.pool, e.day, e.run)],
        )
        for e in told.latest
    )
    _grid(_("Latest entries"), latest)


def _where(order: str, pool: str, day: str, run: int) -> str:
    template = (
        N_("order {order} of {day}, posted in run {run}")
        if order
        else N_("pool {pool} of {day}, posted in run {run}")
    )
    return _(template).format(order=order, pool=pool, day=day, run=run)


def _conditions(conditions: Iterable["Condition"], words: "Words") -> Iterator[Row]:
    for one in conditions:
        lines = [words.sentence(one.reason), *(f"  {line}" for line in _told(one.details, words))]
        if one.more:
            lines.append("  " + _("and {more:,} more").format(more=one.more))
        yield "", _("met") if one.met else _("not yet"), lines


def _told(reasons: Iterable["Reason"], words: "Words") -> list[str]:
    return [words.sentence(one) for one in reasons]


def _grid(title: str, rows: Iterable[Row]) -> None:
    """Print a title and rows of amount, who and lines of why; nothing when there are none."""
    listed = list(rows)
    if not listed:
        return
    table = Table.grid(padding=(0, 2), expand=False)
    amounts = any(amount for amount, _who, _why in listed)
    names = any(who for _amount, who, _why in listed)
    if amounts:
        table.add_column(justify="right", no_wrap=True)
    if names:
        table.add_column(max_width=_WHO, overflow="fold")
    table.add_column(overflow="fold")
    for amount, who, lines in listed:
        why = Text("\n").join(Text(printable(line)) for line in lines)
        cells = [Text(amount)] * amounts + [Text(printable(who))] * names + [why]
        table.add_row(*cells)
    screen = console()
    screen.print()
    screen.print(Text(printable(title), style="bold"))
    screen.print(table)
