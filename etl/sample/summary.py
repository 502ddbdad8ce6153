"""What is real in the sample company and what is simulated, in lines to print."""

from collections.abc import Mapping
from dataclasses import dataclass

from etl.sample.almanac import SHIFT, sample_as_of
from etl.sample.bad_rows import BadRow
from etl.sample.retail import LINE_WEEKS
from etl.sample.tables import Simulated, Tables


@dataclass(frozen=True)
class SampleSummary:
    """Texts to print, a line each; rows: table to rows of the first delivery, bad rows included."""

    rows: Mapping[str, int]
    as_of: str
    real: tuple[str, ...]
    simulated: tuple[str, ...]
    bad: tuple[str, ...]
    later: tuple[str, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """Everything, with a word in front that says which kind it is."""
        kinds = {
            "real": self.real,
            "simulated": self.simulated,
            "bad on purpose": self.bad,
            "later": self.later,
        }
        return tuple(f"{kind}: {line}" for kind, lines in kinds.items() for line in lines)


def summary(made: Simulated, clean: Tables, bad: tuple[BadRow, ...], later: tuple[str, ...]) -> SampleSummary:
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


def _real(made: Simulated) -> tuple[str, ...]:
    retail = made.retail
    source = (
        f"{retail.orders.height} retail orders and {retail.refunds.height} refunds of "
        f"{retail.customers} customers: who bought what, when, and what was taken back (Chen, D. (2015), "
        "Online Retail, UCI Machine Learning Repository, doi.org/10.24432/C5BW33, CC BY 4.0; "
        "a UK gift retailer, 2010-12-01 to 2011-12-09)"
    )
    moved = (
        f"their times are moved by {SHIFT.days // 7} weeks, weekday and local clock kept and read as "
        "Asia/Shanghai, so the Christmas trade of 2011 lies in May and June 2026"
    )
    money = "their pence are taken as fen: 2.55 pounds is 2.55 yuan"
    lines = f"lines of the last {LINE_WEEKS} weeks only; earlier retail orders come without lines"
    again = (
        f"there are more buyers than real customers: the orders are used {retail.copies} more times "
        "(the last time perhaps in part), with new ids (x1, x2, ...), at other minutes, without lines"
    )
    return (source, moved, money, lines, *([again] if retail.copies else []))


def _simulated(made: Simulated, clean: Tables) -> tuple[str, ...]:
    refunds = made.packages.refunds.height
    count = {name: table.height for name, table in clean.items()}
    return (
        f"{count['members']} members, who sponsors whom, their names and channels",
        f"{count['customers']} customers of {count['communities']} communities",
        "which of them stands for which real customer",
        f"{made.packages.orders.height} package orders with lines and {refunds} refunds of them",
        f"{count['opening_standings']} opening standings, {count['sponsor_corrections']} corrected sponsors",
        f"{count['touches']} visits, the days of joining and of receipt, and all spend",
        f"{count['groups']} group-buying groups, to which no order belongs",
    )
