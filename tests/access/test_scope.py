"""Who may read whom: all pairs of accounts and members of random trees, against a plain walk of parents."""

import random
from dataclasses import replace

import pytest

from graph.access import Role, Viewer, may_see, require_visible
from graph.database import Database
from graph.errors import NotFoundError
from graph.facts import Facts
from graph.nightly import run_nightly
from graph.reads.runs import run_numbered
from graph.reads.standings import require_member
from tests.spec.neo4j_engine import deliver
from tests.spec.tables import company, moment

Parents = dict[str, str | None]
_MEMBERS, _MOVED, _LATE = 24, 5, 3


def _tree(choose: random.Random) -> Parents:
    """Return a random forest: each member below an earlier one, deep and wide parts in it."""
    names = [f"m{n}" for n in range(_MEMBERS)]
    parents: Parents = {names[0]: None}
    for n, name in enumerate(names[1:], 1):
        last = names[max(0, n - choose.choice([1, 1, 4, n])) : n]
        parents[name] = None if choose.random() < 0.08 else choose.choice(last)
    return parents


def _moved(choose: random.Random, parents: Parents) -> Parents:
    """Return the tree after some members got another sponsor, nobody one from below itself."""
    after = dict(parents)
    for name in choose.sample(sorted(after), _MOVED):
        others = [one for one in sorted(after) if name not in _above(after, one)]
        after[name] = choose.choice([None, *others])
    return after


def _above(parents: Parents, name: str | None) -> list[str]:
    """Return a member and all above it."""
    above = []
    while name is not None:
        above.append(name)
        name = parents[name]
    return above


def _publish(database: Database, before: Parents, after: Parents) -> None:
    """Publish a run of the one tree, and one of the other, which has some members more."""
    text = "\n".join(f"{name} {sponsor or '-'}" for name, sponsor in before.items())
    facts = company(text, "o1 m0 P699")
    deliver(database, facts)
    run_nightly(database, as_of=moment("2026-01-31T00:00"))
    moves = [name for name in before if before[name] != after[name]]
    moved = "\n".join(f"{name} {after[name] or '-'}" for name in moves)
    more = company("\n".join(f"late{n} m{n} 2026-02-02T00:00" for n in range(_LATE)), corrections=moved)
    deliver(database, _together(facts, more))
    run_nightly(database, as_of=moment("2026-02-28T00:00"))


def _together(first: Facts, second: Facts) -> Facts:
    return replace(first, members=first.members + second.members, corrections=second.corrections)


@pytest.mark.parametrize("seed", [1, 2])
def test_every_pair_of_account_and_member_is_as_a_walk_of_parents_says_in_each_run(
    database: Database, seed: int
):
    choose = random.Random(seed)
    before = _tree(choose)
    after = _moved(choose, before)
    assert before != after
    _publish(database, before, after)
    after |= {f"late{n}": f"m{n}" for n in range(_LATE)}
    everybody = [*after, "nobody", ""]
    viewers = [Viewer("a", role) for role in (Role.ADMIN, Role.FINANCE, Role.ANALYST)]
    viewers += [Viewer("c", role, one) for role in (Role.MANAGER, Role.MEMBER) for one in everybody[:-1]]
    for number, parents in ((1, before), (2, after)):
        run = run_numbered(database, number)
        for viewer in viewers:
            allowed = {one for one in everybody if may_see(database, run, viewer, one)}
            assert allowed == _allowed(parents, viewer), (number, viewer)


def _allowed(parents: Parents, viewer: Viewer) -> set[str]:
    if viewer.sees_all:
        return set(parents)
    if viewer.role is Role.MEMBER:
        return {viewer.member_id} & set(parents)
    return {one for one in parents if viewer.member_id in _above(parents, one)}


def test_out_of_scope_is_told_exactly_as_not_existing(published: Database):
    run = run_numbered(published, 2)
    manager = Viewer("chen", Role.MANAGER, "A")
    require_visible(published, run, manager, "C1")
    told = []
    for viewer, member in ((manager, "Q"), (manager, "nobody"), (Viewer("x", Role.ADMIN), "nobody")):
        with pytest.raises(NotFoundError) as error:
            require_visible(published, run, viewer, member)
        told.append(str(error.value).replace(repr(member), "'M'"))
    with pytest.raises(NotFoundError) as known:
        require_member(published, run, "nobody")
    assert set(told) == {str(known.value).replace("'nobody'", "'M'")}
