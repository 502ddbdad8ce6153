"""The transactions of people: communities, members, customers, groups."""

from collections.abc import Iterator

from etl.loading.transactions import (
    Transaction,
    Work,
    create_facts,
    links,
    load_table,
    release,
    slices,
    update_table,
)


def people(work: Work) -> Iterator[Transaction]:
    """Yield the transactions of communities, members (parents first), customers and groups.

    Members and communities refer to each other: a community comes first, without its owner, and counts as
    loaded from when it has one.
    """
    communities = work.resolutions["communities"].fresh.sort("community_id")
    for batch in slices(communities):
        yield Transaction({}, create_facts(work, "communities", batch))
    for batch in slices(work.resolutions["members"].fresh):
        steps = [*create_facts(work, "members", batch), *links(work, "members", batch)]
        yield Transaction({"members": len(batch)}, [*steps, *release(work, "members", batch)])
    for batch in slices(communities):
        steps = [*links(work, "communities", batch), *release(work, "communities", batch)]
        yield Transaction({"communities": len(batch)}, steps)
    for table in ("customers", "groups"):
        yield from load_table(work, table)
    for table in ("members", "communities"):
        yield from update_table(work, table)
