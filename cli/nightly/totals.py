"""The figures of a run as people and machines read them: one run, or two side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from rich import box
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from cli.output import console, money
from graph.i18n import _, language_name
from graph.kinds.rewards import in_order
from graph.money import to_decimal
from graph.printing import printable
from graph.words.rates import percent
from graph.words.reasons import texts

if TYPE_CHECKING:
    from graph.plan.model import Plan
    from graph.reads.totals import Totals

INDENT = "  "


@dataclass(frozen=True)
class Line:
    """A row of a summary: its name and its figures in words; a heading has none."""

    name: str
    figures: Sequence[str] = ()


def change(before: int, after: int, *, is_money: bool = True) -> str:
    """Return a difference with its sign; nothing where there is none."""
    if before == after:
        return ""
    return ("+" if after > before else "") + (money(after - before) if is_money else f"{after - before:,}")


def rate(value: Fraction | None) -> str | None:
    """Return a rate as exports write it, with six decimals; None stays None."""
    return None if value is None else f"{value.numerator / value.denominator:.6f}"


def kinds(*amounts: Mapping[str, int]) -> list[str]:
    """Return the kinds that are in any of the maps, in the order of showing."""
    return in_order(set().union(*amounts))


def members_by_rank(totals: "Totals", plan: "Plan") -> dict[str, int]:
    """Return how many members hold each rank of the plan, by its id, lowest first."""
    return {rank.id: totals.members.get(number, 0) for number, rank in enumerate(plan.ranks)}


def pool_names(totals: Sequence["Totals"], plans: Sequence["Plan"]) -> list[str]:
    """Return the names of the pools in any of the totals, in the order of the plans' ranks."""
    present = {name for one in totals for name in one.pools}
    ranks = dict.fromkeys(rank.id for plan in plans for rank in plan.ranks)
    return [rank for rank in ranks if rank in present]


def totals_as_json(totals: "Totals", plan: "Plan") -> dict[str, object]:
    """Return totals for a machine: money as decimals in text, rates with six decimals."""
    return {
        "revenue": to_decimal(totals.revenue),
        "rewards": {kind: to_decimal(totals.rewards[kind]) for kind in kinds(totals.rewards)},
        "rewards_total": to_decimal(totals.paid),
        "payout_ratio": rate(totals.payout),
        "held": to_decimal(totals.held),
        "breakage": {kind: to_decimal(totals.breakage[kind]) for kind in kinds(totals.breakage)},
        "breakage_total": to_decimal(totals.broken),
        "pools": {
            name: {
                "fed": to_decimal(totals.pools[name].fed),
                "shared": to_decimal(totals.pools[name].shared),
                "carried": to_decimal(totals.pools[name].carried),
            }
            for name in pool_names([totals], [plan])
        },
        "members": members_by_rank(totals, plan),
    }


def figures_of(totals: Sequence["Totals"], plans: Sequence["Plan"]) -> list[Line]:
    """Return the figures of a run, or of two with their difference, each with its plan."""

    def line(name: str, *values: int, is_money: bool = True) -> Line:
        figures = [money(value) if is_money else f"{value:,}" for value in values]
        return Line(name, [*figures, change(*values, is_money=is_money)] if len(values) > 1 else figures)

    names = texts(language_name())["totals"]
    ratios = [one.payout for one in totals]
    lines = [
        line(_("Revenue"), *(one.revenue for one in totals)),
        line(_("Rewards"), *(one.paid for one in totals)),
    ]
    lines += [
        line(f"{INDENT}{names[kind]}", *(one.rewards.get(kind, 0) for one in totals))
        for kind in kinds(*(one.rewards for one in totals))
    ]
    lines.append(Line(INDENT + _("payout ratio"), [*map(_percent, ratios), *_points(ratios)]))
    lines.append(line(INDENT + _("held back"), *(one.held for one in totals)))
    lines.append(line(_("Breakage (due to nobody)"), *(one.broken for one in totals)))
    lines += [
        line(f"{INDENT}{names[kind]}", *(one.breakage.get(kind, 0) for one in totals))
        for kind in kinds(*(one.breakage for one in totals))
    ]
    pools_there = pool_names(totals, plans)
    shares = [{name: pool.shared for name, pool in one.pools.items()} for one in totals]
    carried = [{name: pool.carried for name, pool in one.pools.items()} for one in totals]
    for heading, pools in ((_("Pools shared"), shares), (_("Pools carried on"), carried)):
        if pools_there:
            lines.append(line(heading, *(sum(one.values()) for one in pools)))
        lines += [line(f"{INDENT}{name}", *(one.get(name, 0) for one in pools)) for name in pools_there]
    ranks = [members_by_rank(one, plan) for one, plan in zip(totals, plans, strict=True)]
    lines.append(line(_("Members"), *(sum(one.values()) for one in ranks), is_money=False))
    # Side by side there is no room for the source's names of ranks.
    sources = {rank.id: rank.name if len(plans) == 1 else "" for plan in plans for rank in plan.ranks}
    for rank in dict.fromkeys(rank for one in ranks for rank in one):
        name = f"{INDENT}{rank} {sources[rank]}".rstrip()
        lines.append(line(name, *(one.get(rank, 0) for one in ranks), is_money=False))
    return lines


def _percent(value: Fraction | None) -> str:
    return "-" if value is None else percent(value)


def _points(ratios: Sequence[Fraction | None]) -> list[str]:
    """Return the difference of two ratios in percent points; nothing for one ratio."""
    if len(ratios) < 2:  # noqa: PLR2004 - before and after
        return []
    before, after = ratios[0] or Fraction(0), ratios[1] or Fraction(0)
    if before == after:
        return [""]
    return [("+" if after > before else "") + percent(after - before).replace("%", _("points"))]


def show_lines(lines: Sequence[Line], columns: Sequence[str] = ()) -> None:
    """Print names at the left and figures in columns at the right, wrapped to the terminal."""
    width = max((len(line.figures) for line in lines), default=0)
    table = Table(
        box=box.SIMPLE_HEAD if columns else None,
        show_header=bool(columns),
        show_edge=False,
        pad_edge=False,
        padding=(0, 2, 0, 0),
    )
    table.add_column("", overflow="fold")
    for number in range(width):
        name = columns[number] if number < len(columns) else ""
        table.add_column(name, justify="right", no_wrap=True)
    for line in lines:
        cells = [*line.figures, *[""] * (width - len(line.figures))]
        style = "bold" if not line.name.startswith(INDENT) else ""
        table.add_row(Text(printable(line.name), style), *(Text(printable(cell)) for cell in cells))
    console().print(table)


def show_table(headings: Sequence[str], rows: Sequence[Sequence[str]], words: int = 1) -> None:
    """Print a table whose first `words` columns are text and the others figures; nothing is cut off."""
    screen = console()
    table = _table(headings, rows, words, padding=1)
    if Measurement.get(screen, screen.options.update(width=10_000), table).maximum > screen.width:
        table = _table(headings, rows, words, padding=0)
    screen.print(table)


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]], words: int, padding: int) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, padding, 0, 0))
    for number, heading in enumerate(headings):
        table.add_column(Text(heading), justify="left" if number < words else "right", overflow="fold")
    for row in rows:
        table.add_row(*(Text(printable(cell)) for cell in row))
    return table
