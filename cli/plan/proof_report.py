"""What `upline plan check` tells of generated companies: their payout, and readings that move money."""

from typing import TYPE_CHECKING

from cli.nightly.totals import rate, show_table
from cli.output import money, say
from graph.i18n import _, language_name
from graph.i18n.message import Joined, message
from graph.money import to_decimal
from graph.plan.small_company import in_groups
from graph.words.rates import percent
from graph.words.reasons import texts

if TYPE_CHECKING:
    from graph.plan.model import Plan
    from graph.plan.proof import Excess, Moving, Proof, Search


def tell_proof(plan: "Plan", proof: "Proof") -> None:
    """Print whether generated companies stay below the ceiling, or the smallest that does not."""
    _search(plan, proof, proof.plain)
    if proof.plain.excess is None:
        say("")
        say("The same with gifts, discounts and part refunds:")
        _search(plan, proof, proof.odd)
    say("")
    if not proof.readings:
        say("No reading moves money in these companies.")
        return
    say(
        "Readings that move money: in how many of {companies} larger companies, and how much of all rewards.",
        companies=proof.large,
    )
    say("")
    rows = [
        [
            moving.path.removeprefix("readings."),
            moving.now,
            moving.instead,
            f"{moving.companies:,}",
            _signed(moving.least),
            _signed(moving.most),
        ]
        for moving in proof.readings
    ]
    headings = [_("reading"), _("now"), _("instead"), _("companies"), _("from"), _("to")]
    show_table(headings, rows, words=3)


def _signed(minor: int) -> str:
    return f"{'+' if minor > 0 else ''}{money(minor)}"


def _search(plan: "Plan", proof: "Proof", search: "Search") -> None:
    if search.excess is None:
        say(
            "In {companies} companies the payout is {highest} of the revenue at most, and never above the "
            "ceiling of {ceiling}.",
            companies=search.companies,
            highest=percent(search.highest),
            ceiling=percent(proof.ceiling),
        )
        return
    excess = search.excess
    say(
        "The payout is above the ceiling of {ceiling} here, the smallest company in which it is: "
        "{paid} of {revenue} ({ratio}).",
        ceiling=percent(proof.ceiling),
        paid=money(excess.paid),
        revenue=money(excess.revenue),
        ratio="-" if excess.payout is None else percent(excess.payout),
    )
    say("")
    _members(plan, excess)
    _orders(excess)
    names = texts(language_name())["kinds"]
    shares = [
        message("{kind} {amount}", kind=names[kind], amount=money(amount))
        for kind, amount in excess.rewards.items()
    ]
    if in_groups(plan):
        say("What is bought on a day is a group, led by who buys first.")
    say("Paid: {shares}.", shares=Joined(tuple(shares), ", "))


def _members(plan: "Plan", excess: "Excess") -> None:
    company = excess.company
    rows = [
        [name, company.names[sponsor] if sponsor >= 0 else "", plan.rank_ids[rank]]
        for name, sponsor, rank in zip(company.names, company.sponsors, company.ranks, strict=True)
    ]
    show_table([_("member"), _("sponsor"), _("rank before")], rows, words=3)
    say("")


def _orders(excess: "Excess") -> None:
    company = excess.company
    rows = [
        [
            str(one.day + 1),
            company.names[one.buyer],
            one.product_id,
            money(one.amount),
            money(one.refunded) if one.refunded else "",
        ]
        for one in company.purchases
    ]
    show_table([_("day"), _("buyer"), _("product"), _("amount"), _("refunded")], rows, words=3)
    say("")


def proof_as_json(plan: "Plan", proof: "Proof") -> dict[str, object]:
    """Return the same for machines: money as decimals in text, rates with six decimals."""
    return {
        "ceiling": rate(proof.ceiling),
        "list_prices": _search_as_json(plan, proof.plain),
        "gifts_discounts_refunds": _search_as_json(plan, proof.odd),
        "readings_that_move_money": [_moving_as_json(moving) for moving in proof.readings],
    }


def _moving_as_json(moving: "Moving") -> dict[str, object]:
    return {
        "reading": moving.path.removeprefix("readings."),
        "now": moving.now,
        "instead": moving.instead,
        "companies": moving.companies,
        "least": to_decimal(moving.least),
        "most": to_decimal(moving.most),
    }


def _search_as_json(plan: "Plan", search: "Search") -> dict[str, object]:
    return {
        "companies": search.companies,
        "highest_payout": rate(search.highest),
        "above_the_ceiling": _excess_as_json(plan, search.excess) if search.excess else None,
    }


def _excess_as_json(plan: "Plan", excess: "Excess") -> dict[str, object]:
    company = excess.company
    return {
        "members": [
            {
                "member_id": name,
                "sponsor_id": company.names[sponsor] if sponsor >= 0 else None,
                "rank_before": plan.rank_ids[rank],
            }
            for name, sponsor, rank in zip(company.names, company.sponsors, company.ranks, strict=True)
        ],
        "orders": [
            {
                "day": one.day + 1,
                "buyer_id": company.names[one.buyer],
                "product_id": one.product_id,
                "amount": to_decimal(one.amount),
                "line": to_decimal(one.paid),
                "refunded": to_decimal(one.refunded),
            }
            for one in company.purchases
        ],
        "revenue": to_decimal(excess.revenue),
        "rewards": {kind: to_decimal(amount) for kind, amount in excess.rewards.items()},
        "payout_ratio": rate(excess.payout),
    }
