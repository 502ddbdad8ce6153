"""Explanations laid out for a terminal: amounts, who, and why, readable in 80 columns."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from cli.output import console, money, say
from graph.i18n import N_, _
from graph.printing import printable

if TYPE_CHECKING:
    from graph.explain.conditions import Condition
    from graph.explain.member import MemberExplanation
    from graph.explain.model import Kind, NotPaid, OrderExplanation, Payment, Posting
    from graph.words import Words
    from graph.words.reasons import Reason

_WHO = 16  # columns for ids and names; longer ones wrap
_MET, _OPEN = "✓", "○"
_STYLES = {_MET: "green", _OPEN: "yellow"}
"""How the rows of conditions look."""
_NAMED = 4  # so many members in a row are named, more are counted
Row = tuple[str, str, list[str]]


def show_order(explanation: "OrderExplanation", words: "Words") -> None:
    """Print the explanation of an order."""
    order = explanation.order
    say("Order {id}, run {run} as of {as_of}", id=order.id, run=explanation.run, as_of=explanation.as_of)
    bought = " + ".join(f"{count} x {name}" for name, count in order.packages.items())
    what = f" ({bought})" if bought else ""
    buyer = words.member(order.buyer_id)
    say(
        "{buyer} paid {amount} {currency}{what} on {time}.",
        buyer=buyer,
        amount=money(order.amount),
        currency=explanation.currency,
        what=what,
        time=words.time(order.paid_at),
    )
    for refund in order.refunds:
        say(
            "Refunded on {time}: {amount} ({id}).",
            time=words.time(refund.at),
            amount=money(refund.amount),
            id=refund.id,
        )
    if order.plan:
        say("The plan in force was {plan}.", plan=order.plan)
    for note in explanation.notes:
        say(words.sentence(note))
    if any(kind.set_aside or kind.payments or kind.reversed for kind in explanation.kinds):
        for kind in explanation.kinds:
            _show_kind(kind, words)
    elif explanation.kinds and explanation.kinds[0].not_paid:
        first = explanation.kinds[0].not_paid[0]
        _grid(_("Nobody is paid"), [_not_paid_row("", first.reason, first.members, words)])
    _grid(
        _("Pools (R7)"),
        ((money(pool.amount), pool.pool, _sentences(pool.reasons, words)) for pool in explanation.pools),
    )
    sums = explanation.sums
    rows = [
        (sums.paid, _("paid to members")),
        (sums.breakage, _("due to nobody (breakage)")),
        (sums.pool_contribution, _("fed to pools")),
        (sums.kept, _("kept by the company")),
        (sums.package_lines, _("is the amount of the package lines")),
    ]
    _grid(_("Sums (R9)"), ((money(amount), "", [text]) for amount, text in rows))


def _show_kind(kind: "Kind", words: "Words") -> None:
    rows = [_payment_row(payment, words) for payment in kind.payments]
    if kind.breakage or len(kind.breakage_postings) > 1:
        reasons = _sentences(kind.breakage_reasons, words) + _history(kind.breakage_postings, words)
        rows.append((money(kind.breakage), _("nobody"), reasons))
    rows += [_payment_row(payment, words) for payment in kind.reversed]
    rows += [_not_paid_row(*not_paid, words) for not_paid in _together(kind.not_paid)]
    working = "; ".join(_sentences(kind.working, words))
    title = _("{kind} ({rule}): {amount} set aside").format(
        kind=words.kind(kind.kind).capitalize(), rule=kind.rule, amount=money(kind.set_aside)
    )
    _grid(f"{title} ({working})" if working else title, rows)


def _payment_row(payment: "Payment", words: "Words") -> Row:
    why = _sentences(payment.reasons, words)
    if payment.source and not why:
        why = [_("of the {kind}").format(kind=words.kind(payment.source))]
    return (
        money(payment.amount),
        words.member(payment.payee_id),
        [*why, *_history(payment.postings, words)],
    )


def _history(postings: Sequence["Posting"], words: "Words") -> list[str]:
    """Tell when entries were posted, where that is more than one entry or a correction."""
    if len(postings) == 1 and not postings[0].reasons:
        return []
    lines = []
    for posting in postings:
        changed = "; ".join(_sentences(posting.reasons, words))
        line = N_("{amount} posted in run {run} ({day})")
        if changed:
            line = N_("{amount} posted in run {run} ({day}) because {changed}")
        amount = money(posting.amount)
        lines.append(_(line).format(amount=amount, run=posting.run, day=posting.posted_on, changed=changed))
    return lines


def _together(not_paid: Iterable["NotPaid"]) -> Iterator[tuple[str, "Reason", list[str]]]:
    """Yield each reason once per matched kind, with all it is true of: a payee among them splits no row."""
    members_by_reason: dict[tuple[str, Reason], list[str]] = {}
    for refused in not_paid:
        members_by_reason.setdefault((refused.source, refused.reason), []).extend(refused.members)
    return ((source, why, members) for (source, why), members in members_by_reason.items())


def _not_paid_row(source: str, why: "Reason", members: Sequence[str], words: "Words") -> Row:
    if len(members) <= _NAMED:
        who = ", ".join(map(words.member, members))
    else:
        who = _("{number:,} members: {first} ... {last}").format(
            number=len(members), first=words.member(members[0]), last=words.member(members[-1])
        )
    of = f"{words.kind(source)}: " if source and "source" not in dict(why.values) else ""
    return "-", who, [of + words.sentence(why)]


def show_member(explanation: "MemberExplanation", words: "Words") -> None:
    """Print the explanation of a member."""
    standing = explanation.standing
    say(
        "Member {member}, run {run} as of {as_of}",
        member=words.member(standing.member_id),
        run=explanation.run,
        as_of=explanation.as_of,
    )
    sponsor = words.member(standing.sponsor_id) if standing.sponsor_id else _("nobody")
    say(
        "Sponsored by {sponsor}; {direct_recruits:,} direct recruits, team of {team_size:,}.",
        sponsor=sponsor,
        direct_recruits=standing.direct_recruits,
        team_size=standing.team_size,
    )
    say("Team owner and mentor: {owner}.", owner=words.sentence(explanation.team_owner))
    _grid(
        _("Rank: {rank}, highest: {highest}").format(rank=standing.rank, highest=standing.highest_rank)
        if standing.highest_rank_number > standing.rank_number
        else _("Rank: {rank}").format(rank=standing.rank),
        (("", "", [words.sentence(why)]) for why in explanation.ranks),
    )
    if explanation.next_rank:
        _grid(
            _("Next rank: {rank}").format(rank=explanation.next_rank.rank),
            _conditions(explanation.next_rank.conditions, words),
        )
    volumes = (
        (_("personal"), standing.personal_volume),
        (_("team"), standing.team_volume),
        (_("group"), standing.group_volume),
    )
    _grid(_("Volumes"), ((money(amount), name, []) for name, amount in volumes))
    earned: list[Row] = [(money(kind.amount), words.kind(kind.kind), []) for kind in explanation.earned]
    _grid(
        _("Earned: {earned}, available: {available}").format(
            earned=money(standing.earned), available=money(standing.available)
        ),
        earned,
    )
    fund = [
        ("", "", [words.sentence(explanation.fund.reason)]),
        *_conditions(explanation.fund.conditions, words),
    ]
    _grid(_("Held: {held}").format(held=money(standing.held)), fund)
    _grid(
        _("Pools, last days"),
        ((money(p.amount), f"{p.pool} {p.day}", [words.sentence(p.reason)]) for p in explanation.pools),
    )
    for share in explanation.shares:
        _grid(
            f"{words.kind(f'{share.kind} {share.source}')}: {money(share.amount)}",
            [("", "", [words.sentence(why) for why in share.reasons])],
        )
    _grid(
        _("Adjustments"),
        ((money(one.amount), one.day, [words.sentence(one.reason)]) for one in explanation.adjustments),
    )
    _grid(
        _("Withdrawn: {withdrawn}").format(withdrawn=money(standing.withdrawn)),
        (
            (money(one.amount), words.time(one.at), [words.sentence(one.reason)])
            for one in explanation.withdrawals
        ),
    )
    latest = (
        (
            money(e.amount),
            words.kind(f"{e.kind} {e.source}".strip()),
            [_where(e.order_id, e.pool, e.day, e.run)],
        )
        for e in explanation.latest
    )
    _grid(_("Latest entries"), latest)


def _where(order: str, pool: str, day: str, run: int) -> str:
    if order:
        template = N_("order {order} of {day}, posted in run {run}")
    elif pool:
        template = N_("pool {pool} of {day}, posted in run {run}")
    else:
        template = N_("{day}, posted in run {run}")
    return _(template).format(order=order, pool=pool, day=day, run=run)


def _conditions(conditions: Iterable["Condition"], words: "Words") -> Iterator[Row]:
    for condition in conditions:
        lines = [
            words.sentence(condition.reason),
            *(f"  {line}" for line in _sentences(condition.details, words)),
        ]
        if condition.more:
            lines.append("  " + _("and {more:,} more").format(more=condition.more))
        yield "", f"{_MET} {_('met')}" if condition.met else f"{_OPEN} {_('not yet')}", lines


def _sentences(reasons: Iterable["Reason"], words: "Words") -> list[str]:
    return [words.sentence(reason) for reason in reasons]


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
        amount_style = "red" if amount.startswith("-") and amount != "-" else ""
        cells = [Text(amount, style=amount_style)] * amounts
        cells += [Text(printable(who), style=_STYLES.get(who[:1], ""))] * names
        cells.append(why)
        table.add_row(*cells)
    screen = console()
    screen.print()
    screen.print(Text(printable(title), style="bold"))
    screen.print(table)
