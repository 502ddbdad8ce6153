"""What is real in the sample company and what is simulated, in lines to print."""

from collections.abc import Mapping
from dataclasses import dataclass

from etl.sample.almanac import SHIFT, sample_as_of
from etl.sample.bad_rows import BadRow
from etl.sample.retail import LINE_WEEKS
from etl.sample.tables import Simulated, Tables
from graph.i18n import N_
from graph.i18n.message import Message, message


@dataclass(frozen=True)
class SampleSummary:
    """Texts to print, a line each; rows: table to rows of the first delivery, bad rows included."""

    rows: Mapping[str, int]
    as_of: str
    real: tuple[Message, ...]
    simulated: tuple[Message, ...]
    bad: tuple[str, ...]
    later: tuple[Message, ...]

    @property
    def lines(self) -> tuple[Message, ...]:
        """Everything but the bad rows, with a word in front that says which kind it is."""
        kinds = {N_("real"): self.real, N_("simulated"): self.simulated, N_("later"): self.later}
        return tuple(
            message("{kind}: {line}", kind=message(kind), line=line)
            for kind, lines in kinds.items()
            for line in lines
        )


def summary(
    made: Simulated, clean: Tables, bad: tuple[BadRow, ...], later: tuple[Message, ...]
) -> SampleSummary:
    """Describe a company and its two deliveries."""
    rows = {name: table.height for name, table in clean.items()}
    for one in bad:
        for table, _ in one.rows:
            rows[table] += 1
    return SampleSummary(
        rows=rows,
        as_of=sample_as_of(),
        real=_real(made),
        simulated=_simulated(made, clean),
        bad=tuple(
            f"{one.reason}: {one.rows[0][0]} {one.key}"
            + (f" ({len(one.rows)} rows)" if len(one.rows) > 1 else "")
            for one in bad
        ),
        later=later,
    )


def _real(made: Simulated) -> tuple[Message, ...]:
    retail = made.retail
    source = message(
        "{orders} retail orders and {refunds} refunds of {customers} customers: who bought what, when, and "
        "what was taken back (Chen, D. (2015), Online Retail, UCI Machine Learning Repository, "
        "doi.org/10.24432/C5BW33, CC BY 4.0; a UK gift retailer, 2010-12-01 to 2011-12-09)",
        orders=retail.orders.height,
        refunds=retail.refunds.height,
        customers=retail.customers,
    )
    moved = message(
        "their times are moved by {weeks} weeks, weekday and local clock kept and read as Asia/Shanghai, so "
        "the Christmas trade of 2011 lies in May and June 2026",
        weeks=SHIFT.days // 7,
    )
    money = message("their pence are taken as fen: 2.55 pounds is 2.55 yuan")
    lines = message(
        "lines of the last {weeks} weeks only; earlier retail orders come without lines", weeks=LINE_WEEKS
    )
    again = message(
        "there are more buyers than real customers: the orders are used {copies} more times (the last time "
        "perhaps in part), with new ids (x1, x2, ...), at other minutes, without lines",
        copies=retail.copies,
    )
    return (source, moved, money, lines, *([again] if retail.copies else []))


def _simulated(made: Simulated, clean: Tables) -> tuple[Message, ...]:
    count = {name: table.height for name, table in clean.items()}
    return (
        message("{members} members, who sponsors whom, their names and channels", members=count["members"]),
        message(
            "{customers} customers of {communities} communities",
            customers=count["customers"],
            communities=count["communities"],
        ),
        message("which of them stands for which real customer"),
        message(
            "{orders} package orders with lines and {refunds} refunds of them",
            orders=made.packages.orders.height,
            refunds=made.packages.refunds.height,
        ),
        message(
            "{openings} opening standings, {corrections} corrected sponsors",
            openings=count["opening_standings"],
            corrections=count["sponsor_corrections"],
        ),
        message(
            "{touches} visits, the days of joining and of receipt, and all spend", touches=count["touches"]
        ),
        message(
            "{groups} buying groups: who buys in which of them, and {alone} orders of leaders with whom "
            "nobody else bought",
            groups=count["groups"],
            alone=made.alone.height,
        ),
    )
