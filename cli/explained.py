"""Explanations laid out for a terminal: amounts, who, and why, readable in 80 columns."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from cli.output import console, say
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
    say(f"Order {order.id}, run {told.run} as of {told.as_of}")
    bought = " + ".join(f"{count} x {name}" for name, count in order.packages.items())
    what = f" ({bought})" if bought else ""
    buyer = words.member(order.buyer_id)
    say(f"{buyer} paid {to_decimal(order.amount)} {told.currency}{what} on {words.time(order.at)}.")
    for refund in order.refunds:
        say(f"Refunded on {words.time(refund.at)}: {to_decimal(refund.amount)} ({refund.id}).")
    if order.plan:
        say(f"The plan in force was {order.plan}.")
    for note in told.notes:
        say(words.sentence(note))
    if any(kind.set_aside or kind.payments or kind.reversed for kind in told.kinds):
        for kind in told.kinds:
            _show_kind(kind, words)
    elif told.kinds and told.kinds[0].not_paid:
        first = told.kinds[0].not_paid[0]
        _grid("Nobody is paid", [_silent("", first.reason, first.members, words)])
    _grid("Pools (R7)", ((to_decimal(one.amount), one.pool, _told(one.reasons, words)) for one in told.pools))
    sums = told.sums
    rows = [
        (sums.paid, "paid to members"),
        (sums.breakage, "due to nobody (breakage)"),
        (sums.pool_contribution, "fed to pools"),
        (sums.kept, "kept by the company"),
        (sums.package_lines, "is the amount of the package lines"),
    ]
    _grid("Sums (R9)", ((to_decimal(amount), "", [text]) for amount, text in rows))


def _show_kind(kind: "Kind", words: "Words") -> None:
    rows = [_paid(one, words) for one in kind.payments]
    if kind.breakage or len(kind.breakage_postings) > 1:
        reasons = _told(kind.breakage_reasons, words) + _history(kind.breakage_postings, words)
        rows.append((to_decimal(kind.breakage), "nobody", reasons))
    rows += [_paid(one, words) for one in kind.reversed]
    rows += [_silent(*one, words) for one in _together(kind.not_paid)]
    working = "; ".join(_told(kind.working, words))
    title = f"{words.kind(kind.kind).capitalize()} ({kind.rule}): {to_decimal(kind.set_aside)} set aside"
    _grid(f"{title} ({working})" if working else title, rows)


def _paid(one: "Payment", words: "Words") -> Row:
    why = _told(one.reasons, words)
    if one.source and not why:
        why = [f"of the {words.kind(one.source)}"]
    return to_decimal(one.amount), words.member(one.payee_id), [*why, *_history(one.postings, words)]


def _history(postings: Sequence["Posting"], words: "Words") -> list[str]:
    """Tell when entries were posted, where that is more than one entry or a correction."""
    if len(postings) == 1 and not postings[0].reasons:
        return []
    lines = []
    for one in postings:
        changed = "; ".join(_told(one.reasons, words))
        line = f"{to_decimal(one.amount)} posted in run {one.run} ({one.posted_on})"
        lines.append(f"{line} because {changed}" if changed else line)
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
        who = f"{len(members):,} members: {words.member(members[0])} ... {words.member(members[-1])}"
    of = f"{words.kind(source)}: " if source and "source" not in dict(why.values) else ""
    return "-", who, [of + words.sentence(why)]


def show_member(told: "MemberExplanation", words: "Words") -> None:
    """Print the explanation of a member."""
    one = told.standing
    say(f"Member {words.member(one.member_id)}, run {told.run} as of {told.as_of}")
    sponsor = words.member(one.sponsor_id) if one.sponsor_id else "nobody"
    say(f"Sponsored by {sponsor}; {one.direct_recruits:,} direct recruits, team of {one.team_size:,}.")
    say(f"Team owner and mentor: {words.sentence(told.team_owner)}.")
    _grid(f"Rank: {one.rank}", (("", "", [words.sentence(why)]) for why in told.ranks))
    if told.next_rank:
        _grid(f"Next rank: {told.next_rank.rank}", _conditions(told.next_rank.conditions, words))
    volumes = (("personal", one.personal_volume), ("team", one.team_volume), ("group", one.group_volume))
    _grid("Volumes", ((to_decimal(amount), name, []) for name, amount in volumes))
    earned: list[Row] = [(to_decimal(kind.amount), words.kind(kind.kind), []) for kind in told.earned]
    _grid(f"Earned: {to_decimal(one.earned)}, available: {to_decimal(one.available)}", earned)
    fund = [("", "", [words.sentence(told.fund.reason)]), *_conditions(told.fund.conditions, words)]
    _grid(f"Held: {to_decimal(one.held)}", fund)
    _grid(
        "Pools, last days",
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
    _grid("Latest entries", latest)


def _where(order: str, pool: str, day: str, run: int) -> str:
    return f"{f'order {order}' if order else f'pool {pool}'} of {day}, posted in run {run}"


def _conditions(conditions: Iterable["Condition"], words: "Words") -> Iterator[Row]:
    for one in conditions:
        lines = [words.sentence(one.reason), *(f"  {line}" for line in _told(one.details, words))]
        if one.more:
            lines.append(f"  and {one.more:,} more")
        yield "", "met" if one.met else "not yet", lines


def _told(reasons: Iterable["Reason"], words: "Words") -> list[str]:
    return [words.sentence(one) for one in reasons]


def _grid(title: str, rows: Iterable[Row]) -> None:
    """Print a title and rows of amount, who and lines of why; nothing when there are none."""
    listed = list(rows)
    if not listed:
        return
    table = Table.grid(padding=(0, 2), expand=False)
    amounts = any(amount for amount, _, _ in listed)
    names = any(who for _, who, _ in listed)
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
