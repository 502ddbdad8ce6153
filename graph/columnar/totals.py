"""A calculation of the SQL engine in few figures, and whether it adds up."""

from graph.columnar.engine import Engine
from graph.columnar.statements import filled
from graph.errors import CheckFailedError
from graph.plan import Plan
from graph.reads.totals import PoolTotal, Totals


def totals_of(engine: Engine, plan: Plan) -> Totals:
    """Return the figures of what was calculated by a plan; as graph.reads.totals does of a run."""
    entries = engine.read(filled("totals/entries", {}))
    ranks = engine.read(filled("totals/ranks", {}))
    return Totals(
        revenue=engine.read(filled("totals/revenue", {}))[0][0],
        rewards={kind: earned for kind, earned, _ in entries if earned},
        breakage={kind: breakage for kind, _, breakage in entries if breakage},
        pools={
            plan.ranks[rank].id: PoolTotal(fed, shared, carried)
            for rank, fed, shared, carried in engine.read(filled("totals/pools", {}))
        },
        members={rank: members for rank, members, _ in ranks},
        held=sum(held for _, _, held in ranks),
    )


def check_sums(engine: Engine) -> None:
    """Raise a CheckFailedError when volumes, earnings or pools do not add up to what they were made from."""
    volume, earned, fed = engine.read(filled("checks/sums", {}))[0]
    if volume or earned or fed:
        raise CheckFailedError(
            "the calculation does not add up, so it tells no figures: volume by {volume}, earnings by "
            "{earned}, pools by {fed} minor units",
            volume=volume,
            earned=earned,
            fed=fed,
        )
