"""Why each entry of a statement was posted, read for all at once; reasons name nobody but the member."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graph.database import Database, Row
from graph.explain.facts import read_case
from graph.explain.history import changes
from graph.explain.redaction import people_of
from graph.payouts.statements.model import Section
from graph.reads.runs import Run
from graph.words.reasons import Reason, reason

_TRACED = 12
"""How many orders are looked into whose own facts do not say why they pay otherwise: it takes time."""
_OF_OTHERS = {
    **dict.fromkeys(("moved", "moved_plainly", "owner_changed"), "moved_above"),
    **dict.fromkeys(
        ("rank_gone", "rank_lost", "rank_missing_then", "rank_earlier", "opening_late"), "rank_of_others"
    ),
}
"""What is said in place of a reason that names others."""


@dataclass(slots=True)
class EntryReasons:
    """Tells why entries of a member were posted; of an order and a run once, for all entries of both."""

    database: Database
    run: Run
    member_id: str
    _known: Mapping[tuple[str, int], Row] = field(default_factory=dict)
    _traced: dict[tuple[str, int], tuple[Reason, ...]] = field(default_factory=dict)

    def read(self, entries: Sequence[Row]) -> None:
        """Read what happened to the orders of entries, in one statement."""
        orders = dict.fromkeys((row["order_id"], row["run"]) for row in entries if _needs_look(row))
        keys = [{"order": order, "run": run} for order, run in orders]
        rows = self.database.read("read/explain/order_changes", rows=keys) if keys else []
        self._known = {(row["id"], row["run"]): row for row in rows}

    def of(self, entry: Row) -> tuple[Section, tuple[Reason, ...]]:
        """Return which part of a statement an entry belongs to, and why it was posted."""
        if entry["adjustment"]:
            why = {name: entry[name] for name in ("decided_by", "approved_by")}
            return Section.ADJUSTMENT, (reason("adjusted", reason=entry["why"], **why),)
        corrects = bool(entry["corrects"])
        section = Section.CORRECTION if corrects else Section.REWARD
        if entry["pool"]:
            name = "pool_again" if corrects else "pool_first"
            return section, (reason(name, pool=entry["pool"], day=entry["day"]),)
        if not entry["order_id"]:
            return section, (reason("total_again" if corrects else "total_first", total=entry["source"]),)
        changed = self._known.get((entry["order_id"], entry["run"]))
        if not corrects and (entry["fresh"] or (changed and changed["new"])):
            return section, (reason("order_first", order=entry["order_id"], at=entry["at"]),)
        return Section.CORRECTION, self._why(entry["order_id"], entry["run"], changed)

    def _why(self, order_id: str, run: int, changed: Row | None) -> tuple[Reason, ...]:
        if changed and (own := tuple(_own(changed))):
            return own
        place = order_id, run
        if place not in self._traced and len(self._traced) < _TRACED:
            case = read_case(self.database, self.run, order_id)
            why = changes(self.database, self.run, case, run)
            self._traced[place] = tuple(_nameless(why, self.member_id, order_id))
        return self._traced.get(place) or (reason("due_again", order=order_id),)


def _nameless(reasons: Sequence[Reason], member_id: str, order_id: str) -> Iterator[Reason]:
    """Yield reasons that name nobody but the member; of the others what it was, and not of whom."""
    hidden: set[str] = set()
    for why in reasons:
        if people_of(why) <= {member_id}:
            yield why
        elif (name := _OF_OTHERS.get(why.id, "")) and name not in hidden:
            hidden.add(name)
            yield reason(name, order=order_id)


def _own(changed: Row) -> Iterator[Reason]:
    """Yield what happened to the order itself; nothing of a revision or a group, which need a closer look."""
    if changed["revised"] or changed["regrouped"]:
        return
    if changed["withdrawn"]:
        yield reason("new_withdrawal")
    if changed["returned"] and not changed["refunded"]:
        yield reason("new_return")
    for refund in changed["refunds"]:
        name = "refund_gone" if refund["gone"] else "new_refund"
        yield reason(name, amount=refund["amount"], refund=refund["id"])


def _needs_look(entry: Row) -> bool:
    """Return whether what happened to the order of an entry is to be read."""
    first = entry["fresh"] and not entry["corrects"]
    return bool(entry["order_id"]) and not entry["adjustment"] and not first
