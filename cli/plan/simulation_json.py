"""What `upline plan simulate --json` prints: the same figures as for people, as one line."""

from typing import TYPE_CHECKING

from cli.nightly.totals import kinds, rate, totals_as_json
from cli.output import say_summary
from graph.money import to_decimal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.simulation import Change, Comparison, Figures, Simulation


def tell_machines(simulation: "Simulation") -> None:
    """Print the same as one line of JSON; money as decimals in text, rates with six decimals."""
    run, before, comparison, days = simulation.run, simulation.before, simulation.comparison, simulation.days
    say_summary(
        {
            "command": "plan simulate",
            "plan": simulation.plan.name,
            "hash": simulation.plan.hash,
            "as_of": simulation.as_of_time.isoformat(),
            "from": days.from_day.isoformat() if days.from_day else None,
            "to": days.to_day.isoformat() if days.to_day else None,
            "currency": simulation.plan.currency,
            "run": run.number if run else None,
            "against": _side_as_json(before) if before else None,
            "simulated": _side_as_json(simulation.after),
            "newer_facts": simulation.newer,
            **(_comparison_as_json(comparison, before, simulation.after) if comparison and before else {}),
            "seconds": simulation.seconds,
        }
    )


def _side_as_json(side: "Figures") -> dict[str, object]:
    spread = side.concentration
    return {
        "plans": [plan.name for plan in side.plans],
        **totals_as_json(side.totals, side.plan),
        "months": [
            {
                "month": one.month,
                "revenue": to_decimal(one.revenue),
                "rewards": {kind: to_decimal(one.rewards[kind]) for kind in kinds(one.rewards)},
                "rewards_total": to_decimal(one.paid),
                "payout_ratio": rate(one.payout),
            }
            for one in side.months
        ],
        "concentration": {
            "members": spread.members,
            "earners": spread.earners,
            "top_members": spread.top,
            "top_share": rate(spread.top_share),
            "gini": rate(spread.gini),
        },
    }


def _comparison_as_json(comparison: "Comparison", before: "Figures", after: "Figures") -> dict[str, object]:
    def changes(listed: "Sequence[Change]") -> list[dict[str, object]]:
        return [
            {
                "member_id": one.member_id,
                "name": one.name or None,
                "against": to_decimal(one.before),
                "simulated": to_decimal(one.after),
                "rank_before": before.plan.rank_ids[one.rank_before],
                "rank": after.plan.rank_ids[one.rank],
                "kinds": {
                    kind: {"against": to_decimal(pair[0]), "simulated": to_decimal(pair[1])}
                    for kind, pair in one.kinds.items()
                },
            }
            for one in listed
        ]

    return {
        "members_with_more": comparison.more,
        "members_with_less": comparison.less,
        "members_with_higher_rank": comparison.higher,
        "members_with_lower_rank": comparison.lower,
        "by_rank": [
            {
                "rank": before.plan.rank_ids[group.rank],
                "members": group.members,
                "against": to_decimal(group.before),
                "simulated": to_decimal(group.after),
                "members_with_more": group.more,
                "gained": to_decimal(group.gained),
                "members_with_less": group.less,
                "lost": to_decimal(group.lost),
            }
            for group in comparison.ranks
        ],
        "losers": changes(comparison.losers),
        "winners": changes(comparison.winners),
    }
