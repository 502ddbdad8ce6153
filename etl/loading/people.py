"""The transactions of people: communities, members, customers, groups."""

from collections.abc import Iterator

from etl.loading.transactions import Transaction, Work, created, links, loaded, released, slices, updated


def people(work: Work) -> Iterator[Transaction]:
    """Yield the transactions of communities, members (parents first), customers and groups.

    Members and communities refer to each other: a community comes first, without its owner, and counts as
    loaded from when it has one.
    """
    communities = work.resolutions["communities"].fresh.sort("community_id")
    for batch in slices(communities):
        yield Transaction({}, created(work, "communities", batch))
    for batch in slices(work.resolutions["members"].fresh):
        steps = [*created(work, "members", batch), *links(work, "members", batch)]
        yield Transaction({"members": len(batch)}, [*steps, *released(work, "members", batch)])
    for batch in slices(communities):
        steps = [*links(work, "communities", batch), *released(work, "communities", batch)]
        yield Transaction({"communities": len(batch)}, steps)
    for table in ("customers", "groups"):
        yield from loaded(work, table)
    for table in ("members", "communities"):
        yield from updated(work, table)
